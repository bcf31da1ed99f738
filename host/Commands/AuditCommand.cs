using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using WorkWell.Access.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Verifies the audit trail, and notes its heads.</summary>
public static class AuditCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create() => new("audit", "Verify that nobody changed the audit trail, or note how far it goes.") { Verify(), Head() };

    private static Command Verify()
    {
        var area = new Option<string?>("--area") { Description = "Only this area." };
        var head = new Option<FileInfo?>("--head")
        {
            Description = "A file of heads that was noted earlier and kept elsewhere. With it, also a trail that was written anew as a whole is found.",
        };
        var command = new Command("verify", "Compute every hash of the audit trail again, and say where it is first broken.") { area, head };
        command.SetAction((parsed, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            IReadOnlyList<AuditHead> noted = [];
            if (parsed.GetValue(head) is { } file)
            {
                if (!file.Exists) return await RefuseAsync($"There is no file {file.FullName}.");
                (noted, var wrong) = AuditHead.Read(await File.ReadAllLinesAsync(file.FullName, cancellationToken));
                if (wrong is not null) return await RefuseAsync(string.Create(CultureInfo.InvariantCulture, $"Line {wrong} of {file.Name} is not a head."));
            }
            var started = Stopwatch.GetTimestamp();
            var verdicts = await services.GetRequiredService<IAuditChain>().VerifyAsync(parsed.GetValue(area), noted, cancellationToken);
            foreach (var verdict in verdicts) Console.WriteLine(Say(verdict));
            var total = verdicts.Sum(verdict => verdict.Entries);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{total} entries verified in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s."));
            return verdicts.Any(verdict => verdict.Break is not null) ? 1 : 0;
        }, cancellationToken));
        return command;
    }

    private static Command Head()
    {
        var to = new Argument<FileInfo>("file") { Description = "The file to write. It must not exist." };
        var command = new Command("head", "Note how far the audit trail of each area is sealed. Keep the file where nobody can change it.") { to };
        command.SetAction((parsed, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            var file = parsed.GetValue(to)!;
            if (file.Exists) return await RefuseAsync($"{file.FullName} exists already. What was noted is not written over.");
            var chain = services.GetRequiredService<IAuditChain>();
            await chain.SealAsync(cancellationToken);
            var heads = await chain.HeadsAsync(cancellationToken);
            await File.WriteAllLinesAsync(file.FullName, heads.Select(head => head.ToString()), cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Noted {heads.Count} heads in {file.FullName}."));
            return 0;
        }, cancellationToken));
        return command;
    }

    private static string Say(AuditVerdict verdict) => verdict.Break is { } broken ? $"BROKEN {broken.Says}" : string.Create(
        CultureInfo.InvariantCulture,
        $"whole  {verdict.Area}: {verdict.Entries} entries{(verdict.Unsealed > 0 ? $", {verdict.Unsealed} not sealed yet" : "")}");

    private static async Task<int> RefuseAsync(string says)
    {
        await Console.Error.WriteLineAsync(says);
        return 1;
    }
}
