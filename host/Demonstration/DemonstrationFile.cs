using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace WorkWell.Host.Demonstration;

/// <summary>The invented referrals of config/demo/referrals.json, in order of arrival, and after them those that areas bring along.</summary>
internal sealed record DemonstrationFile
{
    public required string About { get; init; }

    /// <summary>The demonstration's start time, in UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The length of the demonstration in weeks.</summary>
    public required int Weeks { get; init; }

    public required IReadOnlyList<DemonstrationReferral> Referrals { get; init; }

    /// <summary>The referral as posted; a repeat has the body of the referral it repeats.</summary>
    /// <param name="number">Its position in the list, from 1.</param>
    public DemonstrationReferral Given(int number)
    {
        var listed = Referrals[number - 1];
        return listed.Repeats is { } first ? listed with { Referral = Referrals[first - 1].Referral } : listed;
    }

    public static DemonstrationFile Read(string configFolder)
    {
        var path = Path.Combine(configFolder, "demo", "referrals.json");
        var file = Read<DemonstrationFile>(path);
        return file with
        {
            Referrals =
            [
                .. file.Referrals.Select((referral, i) => referral with { Key = $"demonstration-{(referral.Repeats ?? i + 1).ToString(Invariant)}" }),
                .. OfAreas(configFolder),
            ],
        };
    }

    // Somebody who lives in an area that is switched off would only wait at the national desk.
    private static IEnumerable<DemonstrationReferral> OfAreas(string configFolder)
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(Path.Combine(configFolder, "workwell.json")), optional: true).Build();
        return from folder in Directory.EnumerateDirectories(Path.Combine(configFolder, "areas")).Order(StringComparer.Ordinal)
               let code = Path.GetFileName(folder)
               let path = Path.Combine(folder, InventedPeople.FileName)
               where File.Exists(path) && settings.GetValue($"Areas:{code}:Enabled", true)
               from listed in Read<AreaDemonstration>(path).Referrals.Select((referral, i) => (Referral: referral, Number: i + 1))
               select listed.Referral with { Key = $"demonstration-{code}-{listed.Number.ToString(Invariant)}" };
    }

    private static T Read<T>(string path)
        where T : class
    {
        using var stream = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"{path} is empty.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidOperationException($"{path}:{(wrong.LineNumber ?? 0) + 1}: {wrong.Message}");
        }
    }

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The people that one area brings along.</summary>
    private sealed record AreaDemonstration
    {
        public required string About { get; init; }

        public required IReadOnlyList<DemonstrationReferral> Referrals { get; init; }
    }

    private static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
}

/// <summary>One referral as posted, and what people do with it afterwards.</summary>
internal sealed record DemonstrationReferral
{
    /// <summary>What the referral demonstrates.</summary>
    public required string Note { get; init; }

    /// <summary>The referral source, as in the URL.</summary>
    public required string ReferralSource { get; init; }

    /// <summary>The body; empty for a repeat.</summary>
    public JsonObject Referral { get; init; } = [];

    /// <summary>The position, from 1, of the referral that this one repeats; null for a new one.</summary>
    public int? Repeats { get; init; }

    public IReadOnlyList<DemonstrationAction> Then { get; init; } = [];

    /// <summary>The key it is posted under, which never changes: posted again, it makes no second one.</summary>
    [JsonIgnore]
    public string Key { get; init; } = "";
}

/// <summary>A person's action on a referral, some days after it arrived.</summary>
internal sealed record DemonstrationAction
{
    /// <summary>The delay, in ISO 8601 days such as P2D.</summary>
    public required string After { get; init; }

    /// <summary>The action: accept, decline, withdraw or close.</summary>
    public required string Do { get; init; }

    /// <summary>The reason for closing.</summary>
    public string? Reason { get; init; }
}
