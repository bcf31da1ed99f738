using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WorkWell.Architecture.Tests;

/// <summary>Folders inside a project may depend on one another, but never in a circle. Read from the source, so that a new folder is covered at once.</summary>
public sealed class FolderCircleTests
{
    public static TheoryData<string> Projects =>
        [.. SourceTree.Projects.Select(project => SourceTree.Relative(project.Path)).Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_looks_back_at_one_that_looks_at_it(string project)
    {
        var looks = LooksOf(Path.GetDirectoryName(project)!);
        var circles = from look in looks
                      where Reaches(looks, look.To, look.From)
                      orderby look.From, look.To
                      select $"{look.From} -> {look.To}: {look.Because}";
        Assert.Empty(circles);
    }

    [Fact]
    public void Most_modules_have_folders_that_look_at_each_other() =>
        Assert.True(Projects.Count(project => LooksOf(Path.GetDirectoryName(project.Data)!).Count > 0) > 6);

    private sealed record Look(string From, string To, string Because);

    private static List<Look> LooksOf(string project)
    {
        var files = SourceTree.CSharpFiles.Select(SourceTree.Relative).Where(path => path.StartsWith(project + "/", StringComparison.Ordinal))
            .Select(path =>
                (Folder: FolderOf(path, project), Root: CSharpSyntaxTree.ParseText(File.ReadAllText(TestKit.Checkout.Path(path))).GetRoot(), Path: path))
            .Where(file => file.Folder is not null).ToArray();
        var homes = files
            .SelectMany(file =>
                file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => (Name: type.Identifier.Text, file.Folder)))
            .ToLookup(type => type.Name, type => type.Folder!);
        var looks = from file in files
                    from name in file.Root.DescendantNodes().OfType<SimpleNameSyntax>()
                    where IsTypeOrItsMember(name)
                    let folders = homes[name.Identifier.Text].Distinct().ToArray()
                    where folders.Length == 1 && folders[0] != file.Folder
                    group $"{Path.GetFileName(file.Path)} uses {name.Identifier.Text}" by (From: file.Folder!, To: folders[0]) into uses
                    select new Look(uses.Key.From, uses.Key.To, string.Join(", ", uses.Distinct().Take(5)));
        return [.. looks];
    }

    // The name of a type where one is written, or in front of a dot; not the name after a dot, nor that of a member being set.
    private static bool IsTypeOrItsMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => false,
        QualifiedNameSyntax qualified => qualified.Right == name || qualified.Left == name,
        ExpressionSyntax and not TypeSyntax and not (ObjectCreationExpressionSyntax or TypeOfExpressionSyntax or CastExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression or (int)SyntaxKind.IsExpression }
            or ArrayCreationExpressionSyntax or DefaultExpressionSyntax or DeclarationExpressionSyntax) => false,
        ArgumentSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ExpressionElementSyntax
            or InterpolationSyntax => false,
        _ => true,
    };

    private static string? FolderOf(string path, string project)
    {
        var parts = Path.GetRelativePath(project, path).Replace('\\', '/').Split('/');
        return parts.Length > 1 ? parts[0] : null;
    }

    private static bool Reaches(List<Look> looks, string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var folder))
        {
            if (folder == to) return true;
            if (!seen.Add(folder)) continue;
            foreach (var look in looks.Where(look => look.From == folder)) open.Push(look.To);
        }
        return false;
    }
}
