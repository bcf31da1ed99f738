using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>Search words for each need, in every language that has a file under config/search.</summary>
internal sealed class SearchWords(IConfiguration configuration, ILogger<SearchWords> log)
{
    private const int MaxWords = 10;

    // Stop words.
    private static readonly HashSet<string> Empty = [
        "a", "an", "and", "at", "for", "help", "i", "in", "me", "my", "need", "of", "on", "or", "service", "services", "support", "the", "to", "with"];

    private readonly Lazy<IReadOnlyDictionary<string, string[]>> byNeed = new(() => Read(configuration["ConfigFolder"] ?? "config", log));

    /// <summary>The words of one file.</summary>
    /// <param name="Needs">Words and phrases by need.</param>
    internal sealed record WordsFile(IReadOnlyDictionary<string, IReadOnlyList<string>> Needs);

    /// <summary>The normalised words for a need, including those of its code.</summary>
    /// <param name="need">A need's code.</param>
    /// <returns>The words, in all languages.</returns>
    public IReadOnlyList<string> For(string need) => byNeed.Value.TryGetValue(need, out var words) ? words : [];

    /// <summary>The significant words of a query.</summary>
    /// <param name="text">The query text.</param>
    /// <returns>The first ten normalised words, without stop words.</returns>
    public static string[] Meant(string? text) => [.. SearchText.Words(text).Where(word => !Empty.Contains(word)).Distinct().Take(MaxWords)];

    /// <summary>Finds the needs that match most of the words.</summary>
    /// <param name="text">The query text, in any language.</param>
    /// <returns>The codes of the needs; none when no need matches.</returns>
    public IReadOnlyList<string> NeedsIn(string? text)
    {
        var typed = Meant(text);
        var met = Need.All.Select(need => (Need: need, Words: typed.Count(word => For(need).Any(known => SearchText.Likeness(word, known) > 0)))).ToArray();
        var most = met.Max(one => one.Words);
        return most == 0 ? [] : [.. met.Where(one => one.Words == most).Select(one => one.Need)];
    }

    /// <summary>Whether every significant word matches the need.</summary>
    public bool AllSpeakOf(string need, string? text) => Meant(text).All(word => For(need).Any(known => SearchText.Likeness(word, known) > 0));

    private static Dictionary<string, string[]> Read(string config, ILogger log)
    {
        var words = Need.All.ToDictionary(need => need, need => Meant(need).ToHashSet());
        var folder = Path.Combine(config, "search");
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
        {
            var file = JsonFile.Read<WordsFile>(path, $"config/search/{Path.GetFileName(path)}");
            foreach (var mistake in file.Errors) PartnersLog.WordsRefused(log, mistake.ToString());
            foreach (var (need, phrases) in file.Value?.Needs ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                if (words.TryGetValue(need, out var known)) known.UnionWith(phrases.SelectMany(Meant));
                else PartnersLog.WordsRefused(log, $"config/search/{Path.GetFileName(path)}: \"{need}\" is not a need.");
            }
        }
        return words.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}
