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

    private readonly Lazy<Known> known = new(() => Read(configuration["ConfigFolder"] ?? "config", log));

    /// <summary>The words of one file.</summary>
    /// <param name="Needs">Words and phrases by need.</param>
    /// <param name="Crisis">Words and phrases of somebody who may not be safe.</param>
    internal sealed record WordsFile(IReadOnlyDictionary<string, IReadOnlyList<string>> Needs, IReadOnlyList<string>? Crisis = null);

    private sealed record Known(IReadOnlyDictionary<string, string[]> ByNeed, IReadOnlyList<string[]> Crisis);

    /// <summary>The normalised words for a need, including those of its code.</summary>
    /// <param name="need">A need's code.</param>
    /// <returns>The words, in all languages.</returns>
    public IReadOnlyList<string> For(string need) => known.Value.ByNeed.TryGetValue(need, out var words) ? words : [];

    /// <summary>Whether the words are those of somebody who may not be safe, in any language.</summary>
    /// <param name="text">The query text.</param>
    /// <returns>True when a phrase of the files stands in it, also with a spelling error in a long word.</returns>
    public bool SpeakOfCrisis(string? text)
    {
        var typed = SearchText.Words(text);
        return known.Value.Crisis.Any(phrase => Enumerable.Range(0, Math.Max(0, typed.Length - phrase.Length + 1))
            .Any(start => phrase.Select((word, i) => IsSame(typed[start + i], word)).All(same => same)));
    }

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
        var met = Need.All.Select(need => (Need: need, Words: typed.Count(word => For(need).Any(one => SearchText.Likeness(word, one) > 0)))).ToArray();
        var most = met.Max(one => one.Words);
        return most == 0 ? [] : [.. met.Where(one => one.Words == most).Select(one => one.Need)];
    }

    /// <summary>Whether every significant word matches the need.</summary>
    public bool AllSpeakOf(string need, string? text) => Meant(text).All(word => For(need).Any(one => SearchText.Likeness(word, one) > 0));

    // The beginning of a word is not enough: "die" is not "diet". A long word may be misspelt.
    private static bool IsSame(string typed, string word) =>
        typed == word || (typed.Length >= 5 && word.Length >= 5 && SearchText.Likeness(typed, word) == 1);

    private static Known Read(string config, ILogger log)
    {
        var crisis = new List<string[]>();
        var words = Need.All.ToDictionary(need => need, need => Meant(need).ToHashSet());
        var folder = Path.Combine(config, "search");
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
        {
            var file = JsonFile.Read<WordsFile>(path, $"config/search/{Path.GetFileName(path)}");
            foreach (var mistake in file.Errors) PartnersLog.WordsRefused(log, mistake.ToString());
            crisis.AddRange((file.Value?.Crisis ?? []).Select(SearchText.Words).Where(phrase => phrase.Length > 0));
            foreach (var (need, phrases) in file.Value?.Needs ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                if (words.TryGetValue(need, out var ofNeed)) ofNeed.UnionWith(phrases.SelectMany(Meant));
                else PartnersLog.WordsRefused(log, $"config/search/{Path.GetFileName(path)}: \"{need}\" is not a need.");
            }
        }
        return new(words.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()), crisis);
    }
}
