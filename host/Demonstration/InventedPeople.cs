using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkWell.Host.Demonstration;

/// <summary>Invented people for a new area, whom the demonstration refers there once the area is switched on.</summary>
internal static class InventedPeople
{
    /// <summary>The file in the area's folder.</summary>
    public const string FileName = "demonstration.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Three people in the three situations, from three referral sources.</summary>
    public static string Write(string area, IReadOnlyList<string> postcodes)
    {
        JsonObject[] referrals =
        [
            Referral("In work and struggling", "self", Person(area, 1, "Demo Ada", "1984-02-11", postcodes[0]),
                new JsonObject { ["situation"] = "in-work", ["healthAffectsWork"] = true, ["atRiskOfLosingJob"] = true }, null),
            Referral("Off sick for eight weeks; the GP practice refers", "primary-care",
                Person(area, 2, "Demo Bo", "1973-07-30", postcodes[1 % postcodes.Count]),
                new JsonObject { ["situation"] = "off-sick", ["weeksOffSick"] = 8, ["healthAffectsWork"] = true }, "practice"),
            Referral("Out of work for twelve weeks; the Jobcentre refers", "jobcentre", Person(area, 3, "Demo Cy", "1990-12-05", postcodes[^1]),
                new JsonObject { ["situation"] = "out-of-work", ["weeksOutOfWork"] = 12, ["healthAffectsWork"] = true }, "jobcentre"),
        ];
        var file = new JsonObject
        {
            ["about"] = "Invented people for the demonstration of this area. Any likeness is an accident. The addresses end in .example.",
            ["referrals"] = new JsonArray([.. referrals]),
        };
        return file.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Referral(string note, string door, JsonObject person, JsonObject work, string? referrer)
    {
        var referral = new JsonObject
        {
            ["person"] = person,
            ["work"] = work,
            ["health"] = new JsonObject { ["needs"] = new JsonArray("mental-health") },
        };
        if (referrer is not null)
            referral["referrer"] = new JsonObject
            {
                ["name"] = "Demo referrer",
                ["organisation"] = $"Invented {referrer}",
                ["email"] = $"referrer@{referrer}.example",
                ["agreement"] = "Asked in the conversation and said yes.",
                ["progressAllowed"] = true,
            };
        return new JsonObject { ["note"] = note, ["referralSource"] = door, ["referral"] = referral };
    }

    private static JsonObject Person(string area, int number, string givenName, string bornOn, string postcode) => new()
    {
        ["givenName"] = givenName,
        ["familyName"] = "Invented",
        ["bornOn"] = bornOn,
        ["postcode"] = postcode,
        ["email"] = string.Create(CultureInfo.InvariantCulture, $"person.{number}.{area}@people.example"),
        ["consents"] = new JsonObject { ["service"] = true, ["share-with-partners"] = true },
    };
}
