using System.Diagnostics;
using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>Checks the Dockerfile against the checkout, because there is no container engine where the tests run.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Checkout.Path("Dockerfile"));

    [Fact]
    public void Every_path_it_copies_is_in_the_checkout()
    {
        var copied = Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]).ToArray();
        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Checkout.Path(path)), $"The Dockerfile copies {path}, which does not exist."));
    }

    [Fact]
    public void Nothing_it_copies_is_left_out_of_the_build_context()
    {
        var ignored = File.ReadAllLines(Checkout.Path(".dockerignore")).Select(line => line.Trim()).ToHashSet();
        var copied = Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]);
        Assert.DoesNotContain(copied, ignored.Contains);
    }

    [Fact]
    public void Every_stage_it_copies_from_exists_and_so_does_the_folder()
    {
        var stages = Lines.Select(line => Stage().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        var sources = Lines.Select(line => CopiedFromStage().Match(line)).Where(match => match.Success).ToArray();
        Assert.NotEmpty(sources);
        Assert.All(sources, match =>
            Assert.True(match.Groups[1].Value.Contains(':', StringComparison.Ordinal) || stages.Contains(match.Groups[1].Value), match.Value));
    }

    [Fact]
    public void It_does_not_run_as_root_and_says_how_healthy_it_is()
    {
        var last = Lines.Reverse().TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal)).ToArray();
        Assert.Contains(last, line => line.StartsWith("USER ", StringComparison.Ordinal) && line != "USER root");
        Assert.Contains(last, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.Contains("/health/ready", StringComparison.Ordinal));
    }

    [Fact]
    public void What_runs_holds_no_node_and_packages_are_those_of_the_lock_files()
    {
        var last = Lines.Reverse().TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(last, line => line.Contains("node", StringComparison.OrdinalIgnoreCase));
        Assert.All(Lines.Where(line => line.Contains("dotnet publish", StringComparison.Ordinal)),
            line => Assert.Contains("RestoreLockedMode=true", line, StringComparison.Ordinal));
        Assert.Contains(Lines, line => line.StartsWith("RUN npm ci", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("node@sha256:1", "sdk@sha256:2", "aspnet@sha256:3", "no", true)]
    [InlineData("node:20", "sdk@sha256:2", "aspnet@sha256:3", "no", false)]
    [InlineData("node@sha256:1", "sdk:10.0", "aspnet@sha256:3", "no", false)]
    [InlineData("node@sha256:1", "sdk@sha256:2", "aspnet:10.0", "no", false)]
    [InlineData("node:20", "sdk:10.0", "aspnet:10.0", "yes", true)]
    public async Task A_build_stops_unless_its_images_are_named_by_digest_or_somebody_says_that_tags_will_do(
        string node, string sdk, string runtime, string byTag, bool isBuilt)
    {
        Assert.All(Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line => Assert.Matches(@"^FROM \$\{[A-Z]+_IMAGE\} AS \w+$", line));
        Assert.DoesNotContain(Lines, line => line.StartsWith("COPY --from=", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal)
            && !line.Contains("--from=build", StringComparison.Ordinal));
        var check = Lines.Single(line => line.StartsWith("RUN for image in", StringComparison.Ordinal))["RUN ".Length..];
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", check])
        {
            RedirectStandardError = true,
            Environment = { ["NODE_IMAGE"] = node, ["SDK_IMAGE"] = sdk, ["RUNTIME_IMAGE"] = runtime, ["BY_TAG"] = byTag },
        })!;
        var said = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.Equal(isBuilt, shell.ExitCode == 0);
        Assert.Equal(!isBuilt, said.Contains("is no digest", StringComparison.Ordinal));
    }

    [GeneratedRegex("^FROM .* AS (\\w+)$")]
    private static partial Regex Stage();

    [GeneratedRegex("^COPY --from=(\\S+) (?:--chown=\\S+ )?(\\S+)")]
    private static partial Regex CopiedFromStage();
}
