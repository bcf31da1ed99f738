namespace WorkWell.Journeys.Tests;

/// <summary>One referral from every source to every area: decided, routed, acknowledged and followed up in a single response.</summary>
public sealed class EachAreaAndDoorTests(FrontDoor referralSource) : IClassFixture<FrontDoor>
{
    private static readonly (string Area, string Postcode, string? Practice, string Next, string? Partner)[] Areas =
    [
        ("llr", "LE1 0ZA", "Z99001", "offer-to-partner", "NHS Leicester, Leicestershire and Rutland Integrated Care Board"),
        ("bsol", "B8 0ZB", "Z99014", "offer-to-partner", "Sähëlï Hub"),
        ("dudley", "DY1 0ZA", "Z99031", "offer-trial", null),
        ("swl", "CR0 0ZA", "Z99041", "offer-programme", null),
        ("ncl", "N1 0ZA", "Z99051", "offer-to-partner", null),
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (area, _, _, _, _) in Areas)
            {
                foreach (var name in (string[])["self", "employer", "primary-care", "jobcentre", "local-service"]) cases.Add(area, name);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_referral_is_decided_routed_acknowledged_and_followed_up(string area, string name)
    {
        var (_, postcode, practice, next, partner) = Areas.Single(one => one.Area == area);

        var answer = await referralSource.ReferAsync(name, FrontDoor.Someone(name, postcode, practice));

        var reference = answer.GetProperty("reference").GetString()!;
        Assert.Equal((area, "eligible", next),
            (answer.GetProperty("area").GetProperty("code").GetString(), answer.GetProperty("outcome").GetString(), answer.GetProperty("next").GetString()));
        if (partner is not null) Assert.Equal(partner, answer.GetProperty("partner").GetProperty("name").GetString());
        Assert.Equal(
            (area, name, 1L),
            (await TextAsync("area", reference), await TextAsync("referral_source", reference), await referralSource.Host.Database.ReadAsync<long>(
                "select count(*) from access.audit_entry a join referrals.referral r on r.id = a.subject where r.reference = $1 and a.actor = 'door:' || " +
                "r.referral_source", reference)));

        var messages = await referralSource.MessagesAsync(reference);
        Assert.NotEmpty(messages);
        Assert.Equal(name != "self", messages.Contains("referrer-receipt"));
        Assert.NotNull(await referralSource.FollowUpsAsync(reference));
    }

    private Task<string?> TextAsync(string column, string reference) =>
        referralSource.Host.Database.ReadAsync<string>($"select {column} from referrals.referral where reference = $1", reference);
}
