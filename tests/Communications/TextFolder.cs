using WorkWell.Communications.Templates;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests;

/// <summary>A temporary areas folder. It starts with languages but no texts.</summary>
internal sealed class TextFolder : IDisposable
{
    private TemplateLibrary? library;

    public TextFolder()
    {
        foreach (var language in new[] { "en", "gu", "ar" })
            Write("national", language, "language.json",
            File.ReadAllText(Checkout.Path("config", "areas", "national", "templates", language, "language.json")));
    }

    public string Config { get; } = Directory.CreateTempSubdirectory("workwell-texts-").FullName;

    public string Areas => Path.Combine(Config, "areas");

    public TemplateLibrary Library => library ??= Given.Library(Areas);

    public void Write(string place, string language, string file, string text)
    {
        var path = PathOf(place, language, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        library?.Reload();
    }

    public string PathOf(string place, string language, string file) => Path.Combine(Areas, place, "templates", language, file);

    /// <summary>Adds the shipped national texts, for tests that change one of them.</summary>
    public void AddShipped()
    {
        foreach (var language in new[] { "en", "gu", "ar" })
        {
            foreach (var file in Directory.EnumerateFiles(Checkout.Path("config", "areas", "national", "templates", language)))
                File.Copy(file, PathOf("national", language, Path.GetFileName(file)), overwrite: true);
        }
        library?.Reload();
    }

    public void Dispose() => Directory.Delete(Config, recursive: true);
}
