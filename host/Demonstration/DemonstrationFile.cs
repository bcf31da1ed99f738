using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkWell.Host.Demonstration;

/// <summary>The invented referrals of config/demo/referrals.json, in the order they arrive.</summary>
internal sealed record DemonstrationFile
{
    public required string About { get; init; }

    /// <summary>When the demonstration's clock begins, in UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>How many weeks it runs.</summary>
    public required int Weeks { get; init; }

    public required IReadOnlyList<DemonstrationReferral> Referrals { get; init; }

    /// <summary>A referral as it is posted: one that repeats another has the other's body.</summary>
    /// <param name="number">Its place in the list, from 1.</param>
    public DemonstrationReferral Given(int number)
    {
        var listed = Referrals[number - 1];
        return listed.Repeats is { } first ? listed with { Referral = Referrals[first - 1].Referral } : listed;
    }

    public static DemonstrationFile Read(string configFolder)
    {
        var path = Path.Combine(configFolder, "demo", "referrals.json");
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<DemonstrationFile>(stream, Options) ?? throw new InvalidOperationException($"{path} is empty.");
    }

    private static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
}

/// <summary>One referral as it is posted at its door, and what people do with it afterwards.</summary>
internal sealed record DemonstrationReferral
{
    /// <summary>What it shows.</summary>
    public required string Note { get; init; }

    /// <summary>The door, as in the address it is posted to.</summary>
    public required string Door { get; init; }

    /// <summary>The body; empty where this is the same post again.</summary>
    public JsonObject Referral { get; init; } = [];

    /// <summary>The place in the list, from 1, of a referral of which this is the same post again; null for a new one.</summary>
    public int? Repeats { get; init; }

    public IReadOnlyList<DemonstrationDeed> Then { get; init; } = [];
}

/// <summary>Something a person does with a referral, some days after it came.</summary>
internal sealed record DemonstrationDeed
{
    /// <summary>How long after, as ISO 8601 days such as P2D.</summary>
    public required string After { get; init; }

    /// <summary>accept, decline, withdraw or close.</summary>
    public required string Do { get; init; }

    /// <summary>The reason of a closure.</summary>
    public string? Reason { get; init; }
}
