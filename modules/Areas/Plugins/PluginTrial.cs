using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// Binds a plugin to its settings and runs its examples in a separate process before any of it runs in the host, so endless recursion ends that process and
/// not the host. The result is stored by content: a restarted host neither waits nor runs what ended a process before.
/// </summary>
internal sealed class PluginTrial(AreaFolders folders, IConfiguration configuration, PluginTrialProgram? program = null)
{
    // From the start of a process to its first line, on an overloaded machine.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    // How many times as long as its processor time a process may take.
    private const int Patience = 10;
    // The environment variables the process needs: where .NET is and where it may write. None of them holds a secret.
    private static readonly string[] Passed = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "LANG"];
    private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount);
    private readonly TimeSpan limit = configuration.GetValue("AreaLoading:Limit", TimeSpan.FromSeconds(30));
    private readonly string? memory = configuration["Data"] is { } data ? Path.Combine(data, "tried-plugins") : null;

    /// <summary>How much longer an area with code may take because it is tried first.</summary>
    public TimeSpan Allowance => program is null ? TimeSpan.Zero : StartLimit + (limit * Patience);

    /// <summary>Tries the plugin, unless this content has been tried before.</summary>
    /// <returns>Why it must not run in the host; null when it may.</returns>
    public string? WhatIsWrong(PluginFolder plugin, AreaSettings settings)
    {
        if (program is null) return null;
        var content = SettingsContent.Write(settings);
        var known = memory is null ? null : Path.Combine(memory, KeyOf(plugin, content.Json));
        if (known is not null && File.Exists(known)) return File.ReadAllText(known) is { Length: > 0 } says ? says : null;
        Turns.Wait();
        try
        {
            var (wrong, isCertain) = Run(content.Json);
            if (known is not null && isCertain) Remember(known, wrong ?? "");
            return wrong;
        }
        finally
        {
            Turns.Release();
        }
    }

    private (string? Wrong, bool IsCertain) Run(string settings)
    {
        var start = new ProcessStartInfo(
            DotNet) { ArgumentList = { program!.File, "try-plugin", folders.Served, folders.Plugins }, RedirectStandardInput = true,
            RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Except(Passed).ToArray()) start.Environment.Remove(name);
        // Dumps of plugins that end their process would fill the disk.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(settings);
        process.StandardInput.Close();
        var hasStarted = process.StandardOutput.ReadLineAsync().Wait(StartLimit);
        if (!hasStarted || !EndsInTime(process))
        {
            // A process that was busy throughout would never have ended; one that mostly waited was on a slow machine.
            var isBusy = hasStarted && ProcessorTime(process) > limit;
            process.Kill();
            return (string.Create(CultureInfo.InvariantCulture,
                $"The area took longer than {limit.TotalSeconds:0.#} seconds to load and to decide its examples, and was given up."), isBusy);
        }
        if (process.ExitCode == 0) return (null, true);
        var isOverflow = errors.GetAwaiter().GetResult().Contains("Stack overflow", StringComparison.Ordinal);
        var how = isOverflow ? "a call calls itself without end" : string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}");
        return ($"Its code ends the process it runs in ({how}). It was tried apart from the host, and is not tried again until its files or settings change.",
            true);
    }

    // The limit is on processor time, so that a plugin is not refused because the machine has much else to do. One that only waits ends too.
    private bool EndsInTime(Process process)
    {
        var started = Stopwatch.GetTimestamp();
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(100)))
        {
            if (ProcessorTime(process) > limit || Stopwatch.GetElapsedTime(started) > limit * Patience) return false;
        }
        return true;
    }

    // None when it has just ended, which says itself in more ways than one: what the system knew of it is gone before the process counts as exited.
    private static TimeSpan? ProcessorTime(Process process)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string DotNet =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static void Remember(string path, string says)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Two hosts may write at once, so each moves a complete file into place.
        var written = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        File.WriteAllText(written, says);
        File.Move(written, path, overwrite: true);
    }

    private string KeyOf(PluginFolder plugin, string settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // The result may differ with another .NET or another host.
        hash.AppendData(Encoding.UTF8.GetBytes($"{RuntimeInformation.FrameworkDescription} {typeof(PluginTrial).Module.ModuleVersionId} {limit} {settings}"));
        PluginContent.Append(hash, plugin.Folder);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
