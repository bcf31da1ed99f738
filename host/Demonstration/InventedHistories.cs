using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkWell.Access.Contracts;
using WorkWell.Casework.Contracts;

namespace WorkWell.Host.Demonstration;

/// <summary>The invented people of config/demo/casework.json, with what their coaches did in the weeks before the demonstration.</summary>
internal sealed record InventedHistories
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public required string About { get; init; }

    /// <summary>The area whose coaches they have.</summary>
    public required string Area { get; init; }

    public required IReadOnlyList<InventedHistory> People { get; init; }

    /// <summary>Reads the file and refers, accepts and tells everybody in it. A second time changes nothing.</summary>
    /// <returns>How many people there are.</returns>
    public static async Task<int> PutInAsync(IServiceProvider services, string address, string configFolder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(configFolder, "demo", "casework.json");
        if (!File.Exists(path)) return 0;
        await using var stream = File.OpenRead(path);
        var file = await JsonSerializer.DeserializeAsync<InventedHistories>(stream, Options, cancellationToken)
            ?? throw new InvalidOperationException($"{path} is empty.");
        var coaches = await services.GetRequiredService<IInventedStaff>().CoachesAsync(file.Area, cancellationToken);
        if (coaches.Count == 0) return 0;

        // They refer themselves, as anybody does who shows no key.
        using var anybody = new DemonstrationClient(address);
        using var team = new DemonstrationClient(address);
        var key = new NewServiceKey
        {
            Name = $"demonstration-{Guid.NewGuid():n}", Areas = [file.Area], Permissions = [Permission.AnswerReferrals], Lasts = TimeSpan.FromHours(1),
        };
        var (secret, problem) = await services.GetRequiredService<IServiceKeys>().MakeAsync(key, cancellationToken);
        team.SignIn(secret ?? throw new InvalidOperationException(problem?.Says));
        var casework = services.GetRequiredService<IInventedCasework>();
        foreach (var (number, one) in file.People.Index())
        {
            var reference = await ReferAsync(anybody, one, number, cancellationToken);
            if (one.IsOnlyOffered) continue;
            await team.PostAsync($"/api/referrals/{reference}/acceptance", [], null, cancellationToken);
            if (one.Coach is { } coach) await casework.TellAsync(reference, one.StoryOf(coaches[coach % coaches.Count].ActorName), cancellationToken);
        }
        return file.People.Count;
    }

    private static async Task<string> ReferAsync(DemonstrationClient client, InventedHistory one, int number, CancellationToken cancellationToken)
    {
        var (status, answer) = await client.PostAsync(
            "/api/referrals/self", (JsonObject)one.Referral.DeepClone(), string.Create(CultureInfo.InvariantCulture, $"demonstration-case-{number}"),
            cancellationToken);
        return status == StatusCodes.Status201Created && answer["reference"] is { } reference ? (string)reference!
            : throw new InvalidOperationException($"Person {number} of config/demo/casework.json failed with status {status}: {answer.ToJsonString()}");
    }
}

/// <summary>One invented person of a coach.</summary>
internal sealed record InventedHistory
{
    /// <summary>The body of the referral.</summary>
    public required JsonObject Referral { get; init; }

    /// <summary>Which of the invented coaches, from 0; null: the case waits for one.</summary>
    public int? Coach { get; init; }

    /// <summary>Whether nobody has answered the offer yet.</summary>
    public bool IsOnlyOffered { get; init; }

    public int DaysAgo { get; init; }

    public IReadOnlyList<InventedContact> Contacts { get; init; } = [];

    public IReadOnlyList<InventedAppointment> Appointments { get; init; } = [];

    public IReadOnlyList<InventedGoal> Goals { get; init; } = [];

    public IReadOnlyList<InventedReview> Reviews { get; init; } = [];

    public int? NextInDays { get; init; }

    public string? PausedBecause { get; init; }

    public string? ClosedBecause { get; init; }

    public InventedStory StoryOf(string coach) => new()
    {
        Coach = coach, DaysAgo = DaysAgo, Contacts = Contacts, Appointments = Appointments, Goals = Goals, Reviews = Reviews, NextInDays = NextInDays,
        PausedBecause = PausedBecause, ClosedBecause = ClosedBecause,
    };
}
