using System.CommandLine;
using System.Globalization;
using WorkWell.People.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Makes a new key for NHS numbers and safe-contact notes, and encrypts them again.</summary>
public static class RotateKeysCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("rotate-keys", "Make a new key for NHS numbers and safe-contact notes and encrypt them again. Hosts go on meanwhile.");
        command.SetAction((_, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            var records = await services.GetRequiredService<IDetailKeys>().RotateAsync(cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records:N0} records are encrypted with a new key."));
            return 0;
        }, cancellationToken));
        return command;
    }
}
