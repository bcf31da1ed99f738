using WorkWell.Host.Commands;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>The ./workwell script, run as a person would run it.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task Help_names_every_command()
    {
        var help = await CommandLine.RunAsync(Checkout.Path("workwell"), ["help"]);
        Assert.Equal(0, help.ExitCode);
        var commands = AllCommands.Create().Subcommands.Where(command => !command.Hidden).Select(command => command.Name);
        Assert.All([.. new[] { "up", "test", "bench", "faults" }, .. commands],
            verb => Assert.Contains($"./workwell {verb}", help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_sdk_it_says_the_one_command_that_helps()
    {
        using var path = new BarePath("bash", "dirname", "cut", "tr");
        var up = await CommandLine.RunAsync(Checkout.Path("workwell"), ["up"], path.Environment);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("apt-get install dotnet-sdk-10.0", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_another_sdk_it_says_which_one_it_found()
    {
        using var path = new BarePath("bash", "dirname", "cut", "tr");
        path.Add("dotnet", "#!/bin/sh\n[ \"$1\" = --version ] && echo 8.0.100 || echo '8.0.100 [/usr/share/dotnet/sdk]'\n");
        var up = await CommandLine.RunAsync(Checkout.Path("workwell"), ["up"], path.Environment);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("this machine offers: 8.0.100", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_node_it_says_the_one_command_that_helps()
    {
        using var checkout = new ScriptCopy();
        using var path = new BarePath("bash", "dirname", "cut", "tr", "cmp");
        path.Add("dotnet", "#!/bin/sh\necho 10.0.100\n");
        var up = await CommandLine.RunAsync(checkout.Script, ["up"], path.Environment);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("apt-get install nodejs npm", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fetch_that_fails_is_told_with_the_command_to_try_again()
    {
        using var checkout = new ScriptCopy();
        using var path = new BarePath("bash", "dirname", "cut", "tr", "cmp");
        path.Add("dotnet", "#!/bin/sh\necho 10.0.100\n");
        path.Add("npm", "#!/bin/sh\nexit 1\n");
        var up = await CommandLine.RunAsync(checkout.Script, ["up"], path.Environment);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("run: npm ci", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_are_never_fetched_through_a_link_into_somebody_elses_folder()
    {
        using var checkout = new ScriptCopy();
        using var path = new BarePath("bash", "dirname", "cut", "tr", "cmp", "readlink");
        path.Add("dotnet", "#!/bin/sh\necho 10.0.100\n");
        path.Add("npm", "#!/bin/sh\necho npm has run\n");
        var theirs = Directory.CreateTempSubdirectory("workwell-packages-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(checkout.Script)!, "node_modules"), theirs);

        var up = await CommandLine.RunAsync(checkout.Script, ["up"], path.Environment);

        Directory.Delete(theirs);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains($"is a link to {theirs}", up.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("npm has run", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_whose_code_does_not_compile_is_left_out_and_the_host_runs_with_the_others()
    {
        using var checkout = new ScriptCopy();
        using var path = new BarePath("bash", "dirname", "basename", "cut", "tr", "cmp", "cp", "mkdir", "mktemp", "rm", "grep", "sort", "head", "cat", "find");
        path.Add("npm", "#!/bin/sh\nmkdir -p node_modules\n");
        // The build of the solution fails, like that of the plugin.
        path.Add("dotnet", """
            #!/bin/sh
            case "$*" in
              --version) echo 10.0.100 ;;
              *BuildAreas=false*) ;;
              build\ plugins/good/*) ;;
              build\ *) echo 'RulesOfBad.cs(7,1): error CS1002: ; expected'; exit 1 ;;
              *) echo "the host runs: $*" ;;
            esac
            """);
        checkout.Write("plugins/good/Good.csproj", "");
        checkout.Write("plugins/bad/Bad.csproj", "");
        checkout.Write("plugins/bad/plugin.json", """{ "code": "bad" }""");
        checkout.Write("artifacts/areas/bad/Bad.dll", "built before");

        var check = await CommandLine.RunAsync(checkout.Script, ["check-areas"], path.Environment);

        Assert.True(check.ExitCode == 0, check.Output);
        Assert.Contains("the host runs: host/bin/Release/net10.0/WorkWell.Host.dll check-areas", check.Output, StringComparison.Ordinal);
        Assert.Contains("RulesOfBad.cs(7,1): error CS1002", check.Output, StringComparison.Ordinal);
        Assert.Contains("the code of the area bad does not compile, so the area is refused.", check.Output, StringComparison.Ordinal);
        // The earlier build is not served instead; because of the manifest the area is refused, not treated as one without code.
        Assert.Equal(["plugin.json"], checkout.FilesIn("artifacts/areas/bad"));
    }

    [Fact]
    public async Task The_host_is_built_again_only_when_something_it_is_made_of_has_changed()
    {
        using var checkout = new ScriptCopy();
        using var path = new BarePath("bash", "dirname", "cut", "tr", "cmp", "cp", "mkdir", "mktemp", "rm", "mv", "find", "head", "sort", "cat");
        path.Add("npm", "#!/bin/sh\nmkdir -p node_modules\n");
        path.Add("dotnet", """
            #!/bin/sh
            case "$*" in
              --version) echo 10.0.100 ;;
              build\ *) mkdir -p host/bin/Release/net10.0 artifacts/areas; : >host/bin/Release/net10.0/WorkWell.Host.dll ;;
            esac
            """);
        checkout.Write("host/Program.cs", "");
        checkout.Write("modules/Areas/Area.cs", "");

        var first = await CommandLine.RunAsync(checkout.Script, ["check-areas"], path.Environment);
        var second = await CommandLine.RunAsync(checkout.Script, ["check-areas"], path.Environment);
        checkout.Write("modules/Areas/Area.cs", "changed");
        var third = await CommandLine.RunAsync(checkout.Script, ["check-areas"], path.Environment);

        Assert.Contains("building host", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("building host", second.Output, StringComparison.Ordinal);
        Assert.Contains("building host", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_the_tests_says_what_can_be_said()
    {
        var help = await CommandLine.RunAsync(Checkout.Path("workwell"), ["test", "--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("A project is a folder under tests/", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ci_runs_the_test_command_of_the_readme()
    {
        Assert.Contains("./workwell test", await File.ReadAllTextAsync(Checkout.Path(".ci", "run")), StringComparison.Ordinal);
        Assert.Contains("./workwell test", await File.ReadAllTextAsync(Checkout.Path("README.md")), StringComparison.Ordinal);
    }

    /// <summary>Copies the script to its own folder, as on a machine where nothing has been fetched.</summary>
    private sealed class ScriptCopy : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("workwell-script-").FullName;

        public ScriptCopy()
        {
            File.Copy(Checkout.Path("workwell"), Script);
            File.Copy(Checkout.Path("package-lock.json"), Path.Combine(folder, "package-lock.json"));
        }

        public string Script => Path.Combine(folder, "workwell");

        public void Write(string file, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), text);
        }

        public IEnumerable<string> FilesIn(string below) => Directory.EnumerateFiles(Path.Combine(folder, below)).Select(path => Path.GetFileName(path));

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }

    /// <summary>A PATH with only the programs the test puts there.</summary>
    private sealed class BarePath : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("workwell-path-").FullName;

        public BarePath(params string[] programs)
        {
            foreach (var program in programs)
            {
                var found = new[] { "/usr/bin", "/bin" }.Select(place => Path.Combine(place, program)).First(File.Exists);
                File.CreateSymbolicLink(Path.Combine(folder, program), found);
            }
        }

        public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["PATH"] = folder };

        public void Add(string name, string script)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, script);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
