using FsCheck;
using FsCheck.Fluent;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.Sdk.Tests;

/// <summary>
/// Facts at random, drawn close to the borders of an area's rules: its own codes, names and networks, its neighbours', words that match nothing,
/// contradictions,
/// and above all nothing.
/// </summary>
public static class RandomFacts
{
    private static readonly string[] Authorities = [
        .. ShippedArea.All.SelectMany(area => area.Settings.Authorities).SelectMany(place => place.Codes), "E08000030", "E07000219", "E09000022"];
    private static readonly string[] Boards = [.. ShippedArea.All.Select(area => area.Settings.Board.Ons), "E54000018"];
    private static readonly string[] PracticeBoards = [.. ShippedArea.All.Select(area => area.Settings.Board.Ods).OfType<string>(), "QWU"];

    public static Arbitrary<ReferralFacts> For(ShippedArea area) =>
        Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(seed => Draw(area, new Random(seed))),
        facts => KnownFact.Of(facts).Select(known => known.Without));

    /// <summary>Facts, and the same facts with some of them forgotten.</summary>
    public static Arbitrary<(ReferralFacts More, ReferralFacts Less)> WithSomeForgotten(ShippedArea area) =>
        Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(seed =>
        {
            var random = new Random(seed);
            var more = Draw(area, random);
            return (more, Forget(more, random));
        }));

    public static ReferralFacts Draw(ShippedArea area, Random random)
    {
        var settings = area.Settings;
        return new()
        {
            ReceivedOn = new DateOnly(2026, 1, 1).AddDays(random.Next(365)),
            ReferralSource = Enum.GetValues<ReferralSource>()[random.Next(5)],
            Age = Number(0, 15, 16, 17, 18, 19, 40, 64, 65, 66, 90),
            Home = new()
            {
                BoardCode = Usually([settings.Board.Ons], Boards),
                SubBoardCode = DbValue([.. settings.Board.SubBoards, "15E"]),
                AuthorityCode = Usually([.. settings.Authorities.SelectMany(place => place.Codes)], Authorities),
                WardCode = DbValue([.. settings.FocusPlaces.SelectMany(place => place.Codes), "E05000001"]),
                LsoaCode = DbValue(["E01013787", "E01000975"]),
                PostcodeDistrict = DbValue([.. settings.PostcodeDistricts, "ZE1"]),
                StatedName = DbValue([.. settings.Authorities.Concat(settings.FocusPlaces).Select(place => place.Name), "Nowhere", "\ud800 half a letter", ""]),
                NetworkCode = DbValue(["U00000"]),
                NetworkName = Network(),
            },
            Practice = new()
            {
                Code = DbValue(["Z99999"]),
                NetworkCode = DbValue(["U00000"]),
                NetworkName = Network(),
                BoardCode = Usually([.. new[] { settings.Board.Ods }.OfType<string>()], PracticeBoards),
                SubBoardCode = DbValue([.. settings.Board.SubBoards, "15E", "04C"]),
                AuthorityCode = Usually([.. settings.PracticeLocations.SelectMany(place => place.Codes)], Authorities),
            },
            RegisteredWithGp = YesNo(),
            Situation = random.Next(4) == 0 ? null : Enum.GetValues<WorkSituation>()[random.Next(3)],
            WeeksOutOfWork = Number(0, 1, 3, 4, 5, 26, 1000),
            WeeksOffSick = Number(0, 1, 28),
            HealthAffectsWork = Mostly(),
            AtRiskOfLosingJob = YesNo(),
            LeftWorkBecauseOfHealth = YesNo(),
            WantsPaidWork = Mostly(),
            RightToWork = Mostly(),
            EmployerHasOccupationalHealth = YesNo(),
            MainHealthProblem = Number(1, 12, 18),
            Needs = [.. Need.All.Where(_ => random.Next(6) == 0)],
            Groups = Groups().Where(_ => random.Next(3) == 0).ToDictionary(group => group, _ => random.Next(2) == 0),
            LookingFor = DbValue(["placement", "job", "course", "not-sure", "something-old"]),
            Language = random.Next(3) switch { 0 => "en", 1 => "gu", _ => "ar" },
            MeetingWays = [.. ((string[])["in-person", "phone", "video", "cafe"]).Where(_ => random.Next(3) == 0)],
            Answers = area.Plugin.ExtraQuestions(settings).Where(_ => random.Next(2) == 0)
            .ToDictionary(question => question.Code, question => Pick([.. question.Options, "yes", "no", "an old answer"])),
        };

        string Pick(string[] from) => from[random.Next(from.Length)];
        string? DbValue(string[] from) => random.Next(2) == 0 || from.Length == 0 ? null : Pick(from);
        string? Usually(string[] here, string[] anywhere) => random.Next(8) switch { < 3 => null, < 7 when here.Length > 0 => Pick(here), _ => Pick(anywhere) };
        string? Network() => DbValue([.. settings.Networks.SelectMany(network => network.Aliases.Prepend(network.Name)), "Anywhere PCN"]);
        int? Number(params int[] from) => random.Next(4) == 0 ? null : from[random.Next(from.Length)];
        bool? YesNo() => random.Next(3) switch { 0 => null, 1 => true, _ => false };
        bool? Mostly() => random.Next(8) switch { 0 => null, 1 => false, _ => true };
        IEnumerable<string> Groups() => area.Plugin.Programme(settings)?.Groups.Select(group => group.Code) ?? ["veteran"];
    }

    public static ReferralFacts Forget(ReferralFacts facts, Random random)
    {
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            if (KnownFact.Of(facts) is { Count: > 0 } known) facts = known[random.Next(known.Count)].Without;
        }
        return facts;
    }
}
