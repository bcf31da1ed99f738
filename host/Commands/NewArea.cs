using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkWell.Areas.Sdk;
using WorkWell.Host.Demonstration;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>The request for a new area.</summary>
internal sealed record NewAreaRequest(string Code, string Name, string? Board, IReadOnlyList<string> Authorities, bool WithCode)
{
    /// <summary>The languages the area serves, best first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];
}

/// <summary>The files created, and a postcode of the area's own to try it with.</summary>
internal sealed record NewAreaFiles(IReadOnlyList<string> Files, string Postcode);

/// <summary>A new area cannot be created as requested.</summary>
/// <param name="says">One plain sentence that says what to do.</param>
internal sealed class NewAreaException(string says) : Exception(says);

/// <summary>Creates an area's files from plugins/Template, whose settings are embedded in the host.</summary>
internal static class NewArea
{
    // Placeholders in the template's files.
    private const string TemplateCode = "\"template\"";
    private const string TemplateName = "Template area";
    private const string TemplateBoard = "E54000000";
    private const string TemplateBoardName = "Board of the template area";
    private const string TemplateProject = "Template";
    private const int LongestCode = 30;

    /// <summary>Creates the files.</summary>
    /// <returns>The files created, relative to the checkout, and an invented postcode.</returns>
    /// <exception cref="NewAreaException">The request is not valid; nothing was created.</exception>
    public static async Task<NewAreaFiles> CreateAsync(NewAreaRequest request, string root, string config, CancellationToken cancellationToken)
    {
        CheckCode(request, config);
        var lists = ReferenceLists.Read(config);
        var board = lists.FindBoard(request);
        var authorities = request.Authorities.Select(lists.FindAuthority).ToArray();
        var project = request.WithCode ? CheckProject(request, root) : "";

        foreach (var language in request.Languages.Where(language => !IsLanguage(language)))
            throw new NewAreaException($"\"{language}\" is not a language's tag. Use tags such as en, gu, ar, pl or pt-BR, with commas between them.");

        var files = Settings(request, board, authorities);
        var invented = InventedPlaces.For(config, board, authorities);
        files.Add(InventedPlaces.FileName, invented.Csv);
        files.Add(InventedPeople.FileName, InventedPeople.Write(request.Code, invented.Postcodes));
        var examples = Examples(board, authorities);
        if (!request.WithCode) files.Add("examples.csv", WithoutColumn(examples, "priorities"));
        // Before its folder is there, so that a running host never serves an area that nobody has agreed.
        AreaSwitch.TurnOff(config, request.Code);
        var area = Path.Combine(config, "areas", request.Code);
        Place(area, files);
        var made = files.Keys.Select(file => $"config/areas/{request.Code}/{file}").ToList();
        if (request.WithCode) made.AddRange(await MakeProjectsAsync(request, project, examples, root, cancellationToken));
        return new(made, invented.Postcodes[0]);
    }

    private static bool IsLanguage(string tag)
    {
        try
        {
            return tag.Length is > 1 and < 20 && CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name == tag;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static void CheckCode(NewAreaRequest request, string config)
    {
        if (!Codes.IsCode(request.Code) || request.Code.Length > LongestCode)
            throw new NewAreaException(
            $"\"{request.Code}\" cannot be an area's code. Use up to {LongestCode} lower-case letters and digits, with single hyphens between words, such as " +
            "kent-and-medway.");
        if (request.Code is "national" or "template") throw new NewAreaException($"\"{request.Code}\" is a reserved code. Choose another.");
        if (Directory.Exists(Path.Combine(config, "areas", request.Code)))
            throw new NewAreaException($"The area \"{request.Code}\" already exists in config/areas/{request.Code}. Choose another code.");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100 || request.Name.Any(char.IsControl))
            throw new NewAreaException("Give the area a name of up to 100 characters, such as \"Kent and Medway\".");
    }

    private static string CheckProject(NewAreaRequest request, string root)
    {
        if (!File.Exists(Path.Combine(root, "plugins", TemplateProject, "TemplateArea.cs")))
            throw new NewAreaException("A plugin can only be created in a checkout of the source. Leave out --code, or run the command there.");
        var project = string.Concat(AreaPlaces.NameKey(request.Name).Split(' ').Select(word => word[..1].ToUpperInvariant() + word[1..]));
        if (project.Length == 0 || !char.IsAsciiLetter(project[0]) || !project.All(char.IsAsciiLetterOrDigit))
            throw new NewAreaException($"\"{request.Name}\" cannot be a project name. Begin it with a letter from a to z.");
        if (Directory.Exists(Path.Combine(root, "plugins", project)))
            throw new NewAreaException($"A plugin already exists in plugins/{project}. Choose another name.");
        if (Directory.Exists(Path.Combine(root, "tests", "Areas", project)))
            throw new NewAreaException($"There are tests in tests/Areas/{project} already. Choose another name.");
        return project;
    }

    private static Dictionary<string, string> Settings(NewAreaRequest request, ListedPlace board, IReadOnlyList<ListedPlace> authorities)
    {
        var files = new Dictionary<string, string>();
        foreach (var resource in typeof(NewArea).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Template/settings/", StringComparison.Ordinal)))
        {
            var file = resource["Template/settings/".Length..].Replace('\\', '/');
            // The texts for the template's own rule are only used by its code.
            if (!request.WithCode && file.StartsWith("templates/", StringComparison.Ordinal)) continue;
            files.Add(file, Embedded(resource)
                .Replace(TemplateCode, Quoted(request.Code), StringComparison.Ordinal)
                .Replace(Quoted(TemplateBoardName), Quoted(board.Name), StringComparison.Ordinal)
                .Replace(Quoted($"WorkWell {TemplateName}"), Quoted($"WorkWell {request.Name}"), StringComparison.Ordinal)
                .Replace(Quoted(TemplateName), Quoted(request.Name), StringComparison.Ordinal)
                .Replace(TemplateBoard, board.Code, StringComparison.Ordinal)
                .Replace("\"languages\": [\"en\"]", $"\"languages\": [{string.Join(", ", request.Languages.Select(Quoted))}]", StringComparison.Ordinal)
                .Replace("\"authorities\": []",
                $"\"authorities\": [{string.Join(
                ", ", authorities.Select(place => $"{{ \"name\": {Quoted(place.Name)}, \"codes\": [{Quoted(place.Code)}] }}"))}]", StringComparison.Ordinal));
        }
        return files;
    }

    private static string Examples(ListedPlace board, IReadOnlyList<ListedPlace> authorities)
    {
        var rows = CsvText.Rows(Embedded("Template/examples.csv"));
        var authority = Array.IndexOf(rows[0], "authority");
        if (authorities.Count > 0)
        {
            foreach (var cells in rows.Where(cells => cells.Contains(TemplateBoard))) cells[authority] = authorities[0].Code;
        }
        return Written(rows).Replace(TemplateBoard, board.Code, StringComparison.Ordinal);
    }

    private static string WithoutColumn(string csv, string column)
    {
        var rows = CsvText.Rows(csv);
        var at = Array.IndexOf(rows[0], column);
        return Written(rows.Select(cells => cells.Where((_, i) => i != at)));
    }

    // Files of a checkout end their lines as all its others do.
    private static string Written(IEnumerable<IEnumerable<string>> rows)
    {
        using var csv = new StringWriter();
        foreach (var cells in rows) CsvText.WriteRow(csv, cells);
        return csv.ToString().ReplaceLineEndings("\n");
    }

    private static async Task<IReadOnlyList<string>> MakeProjectsAsync(
        NewAreaRequest request, string project, string examples, string root, CancellationToken cancellationToken)
    {
        var template = Path.Combine(root, "plugins", TemplateProject);
        var plugin = new Dictionary<string, string> { ["examples.csv"] = examples };
        foreach (var file in (string[])["TemplateArea.cs", "plugin.json", "WorkWell.Areas.Template.csproj", "packages.lock.json"])
            plugin.Add(Renamed(file),
            Renamed(await File.ReadAllTextAsync(Path.Combine(template, file), cancellationToken))
            .Replace(TemplateCode, Quoted(request.Code), StringComparison.Ordinal));
        Place(Path.Combine(root, "plugins", project), plugin);

        var tests = new Dictionary<string, string>
        {
            [$"{project}Conformance.cs"] =
                $"using WorkWell.Areas.Testing;\n\nnamespace WorkWell.Areas.{project}.Tests;\n\npublic sealed class {project}Conformance() : " +
                $"AreaConformance<{project}Area>(\"{request.Code}\");\n",
        };
        foreach (var file in (string[])["WorkWell.Areas.Template.Tests.csproj", "packages.lock.json"])
            tests.Add(Renamed(file), Renamed(await File.ReadAllTextAsync(Path.Combine(root, "tests", "Areas", TemplateProject, file), cancellationToken)));
        Place(Path.Combine(root, "tests", "Areas", project), tests);

        await AddToSolutionAsync(
            root, [$"plugins/{project}/WorkWell.Areas.{project}.csproj", $"tests/Areas/{project}/WorkWell.Areas.{project}.Tests.csproj"], cancellationToken);
        return [.. plugin.Keys.Select(file => $"plugins/{project}/{file}"), .. tests.Keys.Select(file => $"tests/Areas/{project}/{file}"),
            "two entries in WorkWell.sln"];

        string Renamed(string text) => text
            .Replace($"WorkWell.Areas.{TemplateProject}", $"WorkWell.Areas.{project}", StringComparison.Ordinal)
            .Replace($"{TemplateProject}Area", $"{project}Area", StringComparison.Ordinal)
            .Replace($"/{TemplateProject}/", $"/{project}/", StringComparison.Ordinal)
            .Replace("workwell.areas.template", $"workwell.areas.{project.ToLowerInvariant()}", StringComparison.Ordinal);
    }

    private static async Task AddToSolutionAsync(string root, string[] projects, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["sln", "WorkWell.sln", "add", .. projects]) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == 0) return;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // dotnet is not installed; the message below gives the command to run.
        }
        throw new NewAreaException($"The area was created, but is not in the solution yet. Run: dotnet sln add {string.Join(' ', projects)}");
    }

    // Created in a temporary folder and moved in one step, because a running host must not see half an area.
    private static void Place(string folder, IReadOnlyDictionary<string, string> files)
    {
        var aside = Path.Combine(
            Path.GetDirectoryName(folder)!, $".new-{Path.GetFileName(folder)}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
        foreach (var (file, text) in files)
        {
            var path = Path.Combine(aside, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        Directory.Move(aside, folder);
    }

    private static string Embedded(string name)
    {
        using var reader = new StreamReader(typeof(NewArea).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
