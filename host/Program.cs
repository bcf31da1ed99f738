using System.CommandLine;
using Spectre.Console;
using WorkWell.Host;
using WorkWell.Host.Commands;
using WorkWell.Platform;

// A mistake in the one settings file concerns every command but the trial of a plugin, which is told what it needs.
if (args is not ["try-plugin", ..] && SettingsFile.WhatIsWrong(HostFolders.Find().Config) is { } wrong)
{
    Console.Error.WriteLine($"workwell: {wrong}");
    return 1;
}

// A file or a pipe takes words, not colours.
if (Console.IsOutputRedirected) (AnsiConsole.Profile.Capabilities.Ansi, AnsiConsole.Profile.Capabilities.ColorSystem) = (false, ColorSystem.NoColors);

// Ctrl-C lets messages on their way arrive and their outcome be recorded; the usual two seconds would leave people to ask whether they were sent.
try
{
    return await AllCommands.Create().Parse(args).InvokeAsync(
        new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40), EnableDefaultExceptionHandler = false });
}
catch (DatabaseRefusedException refusal)
{
    Console.Error.WriteLine($"workwell: {refusal.Message}");
    return 1;
}
catch (Exception failure)
{
    if (failure is not OperationCanceledException) Console.Error.WriteLine($"Unhandled exception: {failure}");
    return 1;
}

