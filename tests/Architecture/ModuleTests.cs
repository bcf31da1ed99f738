using System.Text.RegularExpressions;
using WorkWell.Host;
using WorkWell.Platform;

namespace WorkWell.Architecture.Tests;

public sealed partial class ModuleTests
{
    [Fact]
    public void Every_module_with_a_registration_is_in_the_one_list_lowest_floor_first()
    {
        var floors = SourceTree.ModuleProjects.ToDictionary(module => module.Name, module => module.Floor);
        var registered = SourceTree.ModuleProjects.SelectMany(module => SourceTree.Load(module).GetExportedTypes())
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IModule))).ToArray();
        Assert.NotEmpty(registered);
        Assert.Equal(registered.Select(type => type.Name).Order(), Modules.All.Select(module => module.GetType().Name).Order());
        var order = Modules.All.Select(module => floors[module.GetType().Assembly.GetName().Name!]).ToArray();
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public void A_business_module_shows_only_its_registration_and_its_contracts()
    {
        var business = SourceTree.ModuleProjects.Where(module => module.Floor >= 2).ToArray();
        Assert.NotEmpty(business);
        var shown = from module in business
                    from type in SourceTree.Load(module).GetExportedTypes()
                    where !type.IsAssignableTo(typeof(IModule)) && type.Namespace?.EndsWith(".Contracts", StringComparison.Ordinal) != true
                    // Razor makes its page classes public, but other modules cannot call them.
                    where type.Namespace is not "AspNetCoreGeneratedDocument"
                    select type.FullName;
        Assert.Empty(shown);
    }

    [Fact]
    public void Sql_reads_and_writes_only_the_schema_of_its_own_module()
    {
        var schemas = Modules.All.ToDictionary(module => Path.GetFileName(ModuleFolder(module)), module => module.Schema);
        Assert.NotEmpty(schemas);
        var foreign = from module in Modules.All
                      let folder = ModuleFolder(module)
                      from path in SourceTree.FilesBelow("*.cs", "modules").Concat(SourceTree.FilesBelow("*.sql", "modules"))
                      where SourceTree.Relative(path).StartsWith($"modules/{Path.GetFileName(folder)}/", StringComparison.Ordinal)
                      from Match match in TableName().Matches(File.ReadAllText(path))
                      let schema = match.Groups[1].Value
                      where schemas.ContainsValue(schema) && schema != module.Schema
                      select $"{SourceTree.Relative(path)}: {match.Value}";
        Assert.Empty(foreign);
    }

    [Fact]
    public void Migrations_create_tables_only_in_their_own_schema()
    {
        var steps = SourceTree.FilesBelow("*.sql", "modules");
        Assert.NotEmpty(steps);
        var bare = from path in steps
                   from Match match in CreatedTable().Matches(File.ReadAllText(path))
                   where !match.Groups[1].Value.Contains('.', StringComparison.Ordinal)
                   select $"{SourceTree.Relative(path)}: {match.Value}";
        Assert.Empty(bare);
    }

    private static string ModuleFolder(IModule module) =>
        Path.GetDirectoryName(SourceTree.ModuleProjects.Single(project => project.Name == module.GetType().Assembly.GetName().Name).Path)!;

    [GeneratedRegex(@"\b(?:from|join|into|update|table|delete from|references)\s+(?:only\s+)?([a-z_]+)\.[a-z_]+", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();

    [GeneratedRegex(@"\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([a-z_.]+)", RegexOptions.IgnoreCase)]
    private static partial Regex CreatedTable();
}
