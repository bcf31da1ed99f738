using System.Diagnostics;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>The build enforces the layers. These tests check that it does, and check the built assemblies again.</summary>
public sealed class FloorTests
{
    [Fact]
    public void Every_module_refers_only_to_lower_floors()
    {
        var floors = SourceTree.Projects.Where(project => project.Floor is not null).ToDictionary(project => project.Name, project => project.Floor!.Value);
        Assert.True(SourceTree.ModuleProjects.Count >= 9, "The modules were not found.");
        Assert.All(SourceTree.ModuleProjects, module =>
        {
            Assert.NotNull(module.Floor);
            Assert.All(module.References, reference => Assert.True(floors[reference] < module.Floor, $"{module.Name} refers to {reference}."));
        });
    }

    [Fact]
    public void What_a_module_was_compiled_against_is_on_a_lower_floor_too()
    {
        var floors = SourceTree.Projects.Where(project => project.Floor is not null).ToDictionary(project => project.Name, project => project.Floor!.Value);
        Assert.All(SourceTree.ModuleProjects, module =>
        {
            var used = SourceTree.Load(module).GetReferencedAssemblies().Select(name => name.Name!).Where(floors.ContainsKey);
            Assert.All(used, name => Assert.True(floors[name] < module.Floor, $"{module.Name} uses {name}."));
        });
    }

    [Fact]
    public async Task A_reference_sideways_does_not_build()
    {
        var output = await BuildAsync("modules", floor: 2, reference: "modules/People/WorkWell.People.csproj");
        Assert.Contains("WW0003", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_upwards_does_not_build()
    {
        var output = await BuildAsync("modules", floor: 2, reference: "modules/FollowUps/WorkWell.FollowUps.csproj");
        Assert.Contains("WW0003", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_refers_to_an_area_does_not_build()
    {
        var output = await BuildAsync("modules", floor: 5, reference: "plugins/Dudley/WorkWell.Areas.Dudley.csproj");
        Assert.Contains("WW0002", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_does_not_say_its_floor_does_not_build()
    {
        var output = await BuildAsync("modules", floor: null, reference: null);
        Assert.Contains("WW0001", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ProjectReference Include=\"{root}/modules/Platform/WorkWell.Platform.csproj\" />")]
    [InlineData("<PackageReference Include=\"Npgsql\" />")]
    [InlineData("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />")]
    public async Task An_area_that_refers_to_anything_but_the_contract_does_not_build(string reference)
    {
        var output = await BuildAsync("plugins", $"<ItemGroup>{reference.Replace("{root}", Checkout.Root, StringComparison.Ordinal)}</ItemGroup>");
        Assert.Contains("WW0004", output, StringComparison.Ordinal);
    }

    private static Task<string> BuildAsync(string kind, int? floor, string? reference) => BuildAsync(kind,
        (floor is null ? "" : $"<PropertyGroup><Floor>{floor}</Floor></PropertyGroup>")
        + (reference is null ? "" : $"<ItemGroup><ProjectReference Include=\"{Checkout.Path(reference)}\" /></ItemGroup>"));

    // The rules run before compilation, so a project without sources is enough and needs no restore.
    private static async Task<string> BuildAsync(string kind, string content)
    {
        var folder = Checkout.Path("artifacts", "architecture", Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        try
        {
            var project = Path.Combine(folder, "WorkWell.Trial.csproj");
            await File.WriteAllTextAsync(project, $"""
                <Project>
                  <PropertyGroup><ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets></PropertyGroup>
                  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                  <Import Project="{Checkout.Path(kind, "Directory.Build.props")}" />
                  {content}
                  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                  <Import Project="{Checkout.Path(kind, "Directory.Build.targets")}" />
                </Project>
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project />");
            var targets = kind == "modules" ? "SayFloor;CheckFloors" : "CheckAreaReferences";
            var start = new ProcessStartInfo(
                "dotnet", ["msbuild", project, $"-t:{targets}", "-nologo", "-v:q"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var build = Process.Start(start)!;
            var output = await build.StandardOutput.ReadToEndAsync() + await build.StandardError.ReadToEndAsync();
            await build.WaitForExitAsync();
            Assert.NotEqual(0, build.ExitCode);
            return output;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
