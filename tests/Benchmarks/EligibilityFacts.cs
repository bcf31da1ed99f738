using WorkWell.Areas.Sdk;

namespace WorkWell.Benchmarks;

/// <summary>4,096 different referrals for each area: most are eligible, some lack an answer, some are refused.</summary>
internal static class EligibilityFacts
{
    private const int Count = 4096;

    public static ReferralFacts[] ForLeicester()
    {
        string[] authorities = ["E06000016", "E06000017", "E07000129", "E07000130", "E07000131", "E07000132", "E07000133", "E07000134", "E07000135"];
        string[] wards = ["E05014682", "E05014677", "E05012637", "E05010104", "E05000001", "E05000002"];
        return Draw(1, random => new()
        {
            ReceivedOn = new(2026, 9, 7),
            Age = 18 + random.Next(50),
            Home = new()
            {
                BoardCode = "E54000015",
                AuthorityCode = random.Next(20) switch { 0 => null, 1 => "E08000025", _ => authorities[random.Next(authorities.Length)] },
                WardCode = wards[random.Next(wards.Length)],
            },
            Situation = random.Next(20) == 0 ? null : (WorkSituation)random.Next(3),
            HealthAffectsWork = random.Next(20) switch { 0 => null, 1 => false, _ => true },
        });
    }

    public static ReferralFacts[] ForDudley()
    {
        string[] places = ["E08000027", "E08000027", "E08000031", "E08000028"];
        return Draw(2, random => new()
        {
            ReceivedOn = new(2026, 9, 7),
            Age = random.Next(20) == 0 ? null : 17 + random.Next(50),
            Home = new() { BoardCode = "E54000062", AuthorityCode = "E08000027" },
            Practice = new() { BoardCode = "QUA",
            AuthorityCode = random.Next(20) switch { 0 => null, 1 => "E08000030", _ => places[random.Next(places.Length)] } },
            Situation = random.Next(10) == 0 ? WorkSituation.InWork : WorkSituation.OutOfWork,
            WeeksOutOfWork = random.Next(20) == 0 ? null : 2 + random.Next(60),
            HealthAffectsWork = random.Next(30) == 0 ? null : true,
            WantsPaidWork = random.Next(20) switch { 0 => null, 1 => false, _ => true },
        });
    }

    private static ReferralFacts[] Draw(int seed, Func<Random, ReferralFacts> draw)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Count).Select(_ => draw(random))];
    }
}
