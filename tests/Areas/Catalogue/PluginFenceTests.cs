using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using Npgsql;
using WorkWell.Areas.Sdk;
using WorkWell.Host.Commands;
using WorkWell.Platform;

namespace WorkWell.Areas.Tests;

/// <summary>What lies in a plugin's folder beside its main DLL, and what any DLL there may ask for.</summary>
public sealed class PluginFenceTests : IDisposable
{
    private readonly ConfigFolder config = new("good");

    public PluginFenceTests() => config.AddPlugin("fenced", "PrivateDependency", "PrivateDependencyArea");

    public static TheoryData<string, Type, string> Forbidden => new()
    {
        { "System.Environment.Exit", typeof(Environment), nameof(Environment.Exit) },
        { "System.Environment.FailFast", typeof(Environment), nameof(Environment.FailFast) },
        { "System.Environment.GetEnvironmentVariable", typeof(Environment), nameof(Environment.GetEnvironmentVariable) },
        { "System.IO.File", typeof(File), nameof(File.ReadAllText) },
        { "System.Diagnostics.Process", typeof(Process), nameof(Process.Start) },
        { "System.Threading.Thread", typeof(Thread), nameof(Thread.Start) },
        { "System.Threading.Tasks.Task", typeof(Task), nameof(Task.Run) },
        { "System.Net.Sockets.Socket", typeof(Socket), nameof(Socket.Connect) },
        { "System.Reflection.Assembly", typeof(Assembly), nameof(Assembly.Load) },
        { "System.Reflection.MethodBase", typeof(MethodBase), nameof(MethodBase.Invoke) },
        { "System.Type.GetType", typeof(Type), nameof(Type.GetType) },
        { "System.Activator", typeof(Activator), nameof(Activator.CreateInstance) },
        { "System.AppContext", typeof(AppContext), nameof(AppContext.SetSwitch) },
        { "System.GC", typeof(GC), nameof(GC.Collect) },
        { "System.Delegate.CreateDelegate", typeof(Delegate), nameof(Delegate.CreateDelegate) },
        { "System.Globalization.CultureInfo.set_DefaultThreadCurrentCulture", typeof(System.Globalization.CultureInfo), "set_DefaultThreadCurrentCulture" },
        { "System.Runtime.InteropServices.NativeLibrary", typeof(NativeLibrary), nameof(NativeLibrary.Load) },
        { "System.DateTime.get_Now", typeof(DateTime), "get_Now" },
    };

    public void Dispose() => config.Dispose();

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_second_dll_that_uses_what_an_area_must_not_is_refused_by_its_name_and_what_it_uses(string says, Type type, string method)
    {
        EmittedDll.Calling(Beside("Second.dll"), Method(type, method));

        var said = await IsRefusedAsync("Second.dll uses ");
        Assert.Matches($"Second.dll uses [^\n]*{System.Text.RegularExpressions.Regex.Escape(says)}[,.]", said);
    }

    [Theory]
    [InlineData(typeof(NpgsqlConnection), nameof(NpgsqlConnection.ClearAllPools), "Npgsql")]
    [InlineData(typeof(CheckAreasCommand), nameof(CheckAreasCommand.Create), "WorkWell.Host")]
    [InlineData(typeof(AreasModule), "get_Schema", "WorkWell.Areas")]
    [InlineData(typeof(IModule), "get_Schema", "WorkWell.Platform")]
    [InlineData(typeof(Microsoft.AspNetCore.Builder.WebApplication), "CreateBuilder", "Microsoft.AspNetCore")]
    public async Task What_a_plugin_lacks_never_comes_from_the_host(Type type, string method, string asksFor)
    {
        EmittedDll.Calling(Beside("Second.dll"), Method(type, method));

        await IsRefusedAsync($"Second.dll asks for {asksFor}, which is neither in its folder nor in the base library.");
    }

    [Fact]
    public async Task A_library_of_the_hosts_that_is_brought_along_is_looked_through_like_any_other()
    {
        File.Copy(typeof(NpgsqlConnection).Assembly.Location, Beside("Npgsql.dll"));

        await IsRefusedAsync("Npgsql.dll uses ");
    }

    [Fact]
    public async Task A_copy_of_the_contract_is_refused_because_the_host_has_its_own()
    {
        File.Copy(typeof(IAreaPlugin).Assembly.Location, Beside("WorkWell.Areas.Sdk.dll"));

        await IsRefusedAsync("WorkWell.Areas.Sdk.dll is a copy of the area contract, and the host has its own");
    }

    [Fact]
    public async Task A_dll_that_takes_the_name_of_a_part_of_the_base_library_is_refused()
    {
        EmittedDll.Calling(Beside("System.Diagnostics.Process.dll"), Method(typeof(Math), nameof(Math.Floor)));

        await IsRefusedAsync("System.Diagnostics.Process.dll is named like a part of the base library");
    }

    [Fact]
    public async Task A_native_call_is_refused_in_whichever_dll_it_stands()
    {
        EmittedDll.CallingNative(Beside("Second.dll"), "libc", "getpid");

        await IsRefusedAsync("Second.dll uses native getpid.");
    }

    [Fact]
    public async Task Machine_code_is_refused_whatever_its_file_is_called()
    {
        File.WriteAllBytes(Beside("notes.txt"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]);
        File.WriteAllBytes(Beside("fast.bin"), [(byte)'M', (byte)'Z', 0x90, 0]);

        var said = await IsRefusedAsync("notes.txt is machine code.");
        Assert.Contains("fast.bin is not a .NET assembly, or it is damaged.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WorkWell.Areas.PrivateDependency.deps.json",
        """{ "targets": { ".NETCoreApp,Version=v10.0": { "X/1.0.0": { "runtime": { "../../host/Npgsql.dll": {} } } } } }""")]
    [InlineData("WorkWell.Areas.PrivateDependency.runtimeconfig.json", """{ "runtimeOptions": { "additionalProbingPaths": ["/"] } }""")]
    public async Task A_file_that_makes_the_loader_look_elsewhere_is_refused(string file, string text)
    {
        File.WriteAllText(Beside(file), text);

        await IsRefusedAsync($"{file} leads to code outside this folder.");
    }

    [Fact]
    public async Task A_dependency_of_its_own_that_keeps_to_the_rules_is_no_reason_to_refuse()
    {
        var (exit, said) = await CheckAreasTests.RunAsync(config.Root, config.Plugins);

        Assert.True(exit == 0, said);
    }

    private async Task<string> IsRefusedAsync(string says)
    {
        var (exit, said) = await CheckAreasTests.RunAsync(config.Root, config.Plugins);
        Assert.Equal(1, exit);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.Contains("1 ready, 1 refused", said, StringComparison.Ordinal);
        return said;
    }

    private string Beside(string file) => config.PathOf($"plugins/fenced/{file}");

    private static MethodInfo Method(Type type, string name) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).First(method => method.Name == name);
}
