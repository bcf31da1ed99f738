using System.CommandLine;
using System.Text.Json;
using WorkWell.Host.Commands;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

public sealed class PartsTests
{
    [Fact]
    public async Task The_list_of_parts_names_every_package_also_those_that_others_bring_along()
    {
        var output = new StringWriter();
        Assert.Equal(0, await AllCommands.Create().Parse(["parts"]).InvokeAsync(new InvocationConfiguration { Output = output }));
        var list = JsonElement.Parse(output.ToString());
        Assert.Equal(("CycloneDX", "1.6"), (list.GetProperty("bomFormat").GetString(), list.GetProperty("specVersion").GetString()));
        var parts = list.GetProperty("components").EnumerateArray().ToArray();
        var names = parts.Select(part => part.GetProperty("purl").GetString()).ToArray();
        Assert.Equal(names.Distinct(), names);
        foreach (var expected in Locked()) Assert.Contains(expected, names, StringComparer.OrdinalIgnoreCase);
        Assert.Contains(names, name => name!.StartsWith("pkg:npm/nhsuk-frontend@", StringComparison.Ordinal));
        Assert.All(parts, part => Assert.Equal(128, part.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length));
    }

    // Lists of other packages and of platforms, without a file that is shipped.
    private static readonly string[] WithoutCode = ["Microsoft.NETCore.Platforms", "NETStandard.Library"];

    // What the lock file of the host says, except for packages that only help the compiler.
    private static IEnumerable<string> Locked()
    {
        using var locks = JsonDocument.Parse(File.ReadAllText(Checkout.Path("host", "packages.lock.json")));
        var framework = locks.RootElement.GetProperty("dependencies").EnumerateObject().First().Value;
        return [.. framework.EnumerateObject()
            .Where(package => package.Value.GetProperty("type").GetString() is "Transitive" or "CentralTransitive")
            .Where(package => !WithoutCode.Contains(package.Name))
            .Select(package => $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}")];
    }
}
