using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Shows the state of background work and settles what needs a person.</summary>
public static class WorkCommand
{
    // Anyone who may run commands on the machine may do this; the audit trail records their account.
    internal static readonly Actor Operator = new($"operator:{Environment.UserName}", Actor.AllAreas, "work-command");
    private static readonly JsonSerializerOptions Json = new(
        JsonSerializerOptions.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };
    private static readonly Option<string?> Area = new("--area") { Description = "The area's code." };
    private static readonly Option<Guid?> Message = new("--message") { Description = "The message's id; needs --area." };
    private static readonly Option<Guid?> Referral = new("--referral") { Description = "Follow-ups of the referral with this id." };
    private static readonly Option<string?> Step = new("--step") { Description = "Follow-ups of this step." };
    private static readonly Option<bool> All = new("--all") { Description = "Every failed follow-up." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the results to this file as JSON." };
        var command = new Command("work", "Show work that is due, late, in progress, unconfirmed and failed, and what runs next.") { json };
        command.SetAction((parsed, cancellationToken) => WithHostAsync(async services =>
        {
            var reading = await WorkReading.TakeAsync(services, Operator, cancellationToken);
            if (parsed.GetValue(json) is { } file) await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(reading, Json), cancellationToken);
            WorkTables.Print(reading);
            return 0;
        }, cancellationToken));
        command.Add(Retry());
        command.Add(Drop());
        command.Add(Resolve());
        return command;
    }

    private static Command Retry()
    {
        var address = new Option<string?>("--address") { Description = "For a message to an organisation or referrer: the correct e-mail address." };
        var command = new Command("retry", "Retry failed work.") { Area, Message, Referral, Step, All, address };
        command.Validators.Add(result =>
        {
            if (result.GetValue(address) is not null && result.GetValue(Message) is null) result.AddError("--address needs --message.");
        });
        return Decide(command, "due again",
            (services, area, message, parsed, cancellationToken) =>
            services.GetRequiredService<ISentMessages>().RetryAsync(Operator, area, message, parsed.GetValue(address), cancellationToken),
            (services, which, cancellationToken) => services.GetRequiredService<IFollowUps>().RetryAsync(Operator, which, cancellationToken));
    }

    private static Command Drop() => Decide(
        new Command("drop", "Cancel waiting work; nothing is sent.") { Area, Message, Referral, Step, All }, "dropped",
        (services, area, message, _, cancellationToken) => services.GetRequiredService<ISentMessages>().DropAsync(Operator, area, message, cancellationToken),
        (services, which, cancellationToken) => services.GetRequiredService<IFollowUps>().DropAsync(Operator, which, cancellationToken));

    private static Command Resolve()
    {
        var message = new Option<Guid>("--message") { Description = "The message's id.", Required = true };
        var area = new Option<string>("--area") { Description = "The area's code.", Required = true };
        var arrived = new Option<bool>("--it-arrived") { Description = "It arrived; mark it as sent." };
        var again = new Option<bool>("--send-again") { Description = "It did not arrive; send it again. You accept that it may arrive twice." };
        var command = new Command("resolve", "Record whether an unconfirmed message arrived.") { message, area, arrived, again };
        command.Validators.Add(result =>
        {
            if (result.GetValue(arrived) == result.GetValue(again)) result.AddError("Give either --it-arrived or --send-again.");
        });
        command.SetAction((parsed, cancellationToken) => WithHostAsync(services => SayAsync(services.GetRequiredService<ISentMessages>().ResolveAsync(
            Operator, parsed.GetValue(area)!, parsed.GetValue(message), parsed.GetValue(arrived) ? UnconfirmedAnswer.ItArrived : UnconfirmedAnswer.SendAgain,
            cancellationToken)), cancellationToken));
        return command;
    }

    private static Command Decide(
        Command command, string became, Func<IServiceProvider, string, Guid, ParseResult, CancellationToken, Task<Problem?>> aboutMessage,
        Func<IServiceProvider, DeadLetterSelection, CancellationToken, Task<int>> aboutFollowUps)
    {
        command.Validators.Add(result =>
        {
            var area = result.GetValue(Area);
            if (result.GetValue(Message) is not null && area is null) result.AddError("--message needs --area.");
            if (result.GetValue(Message) is null && area is null && result.GetValue(Referral) is null && result.GetValue(Step) is null && !result.GetValue(All))
                result.AddError("Choose what to change: --message with --area, --referral, --step, --area, or --all.");
        });
        command.SetAction((parsed, cancellationToken) => WithHostAsync(
            async services =>
            {
                if (parsed.GetValue(Message) is { } message)
                    return await SayAsync(aboutMessage(services, parsed.GetValue(Area)!, message, parsed, cancellationToken));
                var number = await aboutFollowUps(services, new(parsed.GetValue(Area), parsed.GetValue(Referral), parsed.GetValue(Step)), cancellationToken);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? "follow-up is" : "follow-ups are")} {became}."));
                return 0;
            }, cancellationToken));
        return command;
    }

    private static async Task<int> SayAsync(Task<Problem?> action)
    {
        if (await action is not { } problem)
        {
            Console.WriteLine("Done.");
            return 0;
        }
        await Console.Error.WriteLineAsync(problem.Says);
        return 1;
    }

    /// <summary>Runs an action with the services of a host that is not started.</summary>
    internal static async Task<int> WithHostAsync(Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        var folders = HostFolders.Find();
        await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
        await using var app = WorkWellHost.Assemble(new HostSettings
        {
            ConnectionString = opened.ConnectionString,
            ConfigFolder = folders.Config,
            PluginsFolder = folders.Plugins,
            Replace = services => services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance),
        });
        try
        {
            if (app.Services.GetRequiredService<TimeProvider>() is DatabaseClock clock) await clock.MeasureAsync(cancellationToken);
            return await work(app.Services);
        }
        catch (PostgresException refusal) when (
            refusal.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName
            or PostgresErrorCodes.InvalidParameterValue)
        {
            // A command that only reads does not migrate the database.
            await Console.Error.WriteLineAsync("The database is not up to date. Run ./workwell migrate first.");
            return 1;
        }
    }
}
