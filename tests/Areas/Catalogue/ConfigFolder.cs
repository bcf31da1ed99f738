using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>A config folder and a plugins folder of a test's own, with areas that run on the national rules unless it says otherwise.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public ConfigFolder(params string[] areas)
    {
        Directory.CreateDirectory(Path.Combine(Root, "plugins"));
        Write("workwell.json", """{ "Logging": { "LogLevel": { "Default": "None" } } }""");
        Write("calendars/england.json", File.ReadAllText(Checkout.Path("config", "calendars", "england.json")));
        Write("areas/national/follow-ups.json",
            """{ "steps": [{ "code": "acknowledge", "trigger": "referral-received", "after": "at once", "message": "referral-received-eligible" }] }""");
        // Without the national words in English no area has anything to say, and none would serve.
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("config", "areas", "national", "templates", "en")))
            Write($"areas/national/templates/en/{Path.GetFileName(file)}", File.ReadAllText(file));
        foreach (var code in areas) AddArea(code);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("workwell-areas-").FullName;

    public string Plugins => Path.Combine(Root, "plugins");

    public IReadOnlyDictionary<string, string?> Overrides => new Dictionary<string, string?> { ["PluginsFolder"] = Plugins };

    /// <summary>An area from configuration alone. Its board's number is made from its code, so that no two claim one board.</summary>
    public void AddArea(string code, string members = "", string? authorities = null)
    {
        WriteSettings(code, members, authorities);
        Write($"areas/{code}/examples.csv",
            $"name,board,authority,situation,healthAffectsWork,age,outcome\nLives here,{BoardOf(code)},{authorities},in-work,yes,40,eligible\n");
    }

    /// <summary>Puts a plugin for an area where the host finds it, with one example.</summary>
    /// <param name="code">The area.</param>
    /// <param name="built">A folder of artifacts/test-plugins.</param>
    /// <param name="type">The type in it.</param>
    /// <param name="sdk">The contract versions its manifest asks for.</param>
    /// <param name="folder">The plugin's folder; by default, one named after the area.</param>
    public void AddPlugin(string code, string built = "Misbehaving", string type = "FailsLater", string sdk = ">=1.0 <2.0", string? folder = null)
    {
        folder ??= code;
        WriteSettings(code);
        var target = Directory.CreateDirectory(Path.Combine(Plugins, folder)).FullName;
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("artifacts", "test-plugins", built), "*.*")
            .Where(file => file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".deps.json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        Write($"plugins/{folder}/examples.csv", $"name,board,situation,healthAffectsWork,age,outcome\nLives here,{BoardOf(code)},in-work,yes,40,eligible\n");
        Write($"plugins/{folder}/plugin.json", $$"""
            { "code": "{{code}}", "version": "1.2.3", "sdk": "{{sdk}}", "assembly": "WorkWell.Areas.{{built}}.dll",
              "type": "WorkWell.Areas.{{built}}.{{type}}" }
            """);
    }

    public void WriteSettings(string code, string members = "", string? authorities = null) =>
        Write($"areas/{code}/area.json", Settings(code, members, authorities));

    public static string BoardOf(string code) => $"E54{Math.Abs(code.Aggregate(7, (sum, c) => (sum * 31 + c) % 999983)):000000}";

    public static string Settings(string code, string members = "", string? authorities = null)
    {
        var places = authorities is null ? "" : $", \"authorities\": [{{ \"name\": \"Here\", \"codes\": [\"{authorities}\"] }}]";
        return $$"""
            {
              "sdk": ">=1.0 <2.0",
              "code": "{{code}}",
              "name": "Area {{code}}",
              "serviceName": "WorkWell {{code}}",
              "board": { "ods": "QZZ", "ons": "{{BoardOf(code)}}", "name": "Board of {{code}}" }{{places}}{{(members.Length == 0 ? "" : ",")}}
              {{members}}
            }
            """;
    }

    public string PathOf(string file) => Path.Combine(Root, file);

    public void Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
