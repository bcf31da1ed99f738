using System.Reflection;
using System.Text.Json;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>
/// A yes/no fact as a referral gives it. Form, JSON, upload file, template and facts are made from these entries: a new fact needs an entry here, its
/// property in <see cref="ReferralFacts"/> and in <see cref="WorkInput"/> or <see cref="NewReferral"/>, and its words.
/// </summary>
/// <param name="Name">The name of those properties.</param>
internal sealed record FactDescriptor(string Name)
{
    private const string AddressOfFacts = "fact/";

    private readonly YesNoFact fact = YesNoFact.All.Single(fact => fact.Name == Name);
    private readonly PropertyInfo? inWork = typeof(WorkInput).GetProperty(Name);
    private readonly PropertyInfo? inReferral = typeof(NewReferral).GetProperty(Name);

    /// <summary>Every fact, in the order of the upload file and of the form.</summary>
    public static IReadOnlyList<FactDescriptor> All { get; } =
    [
        new(nameof(WorkInput.HealthAffectsWork)) { OwnPage = "health", BulkExample = "yes" },
        new(nameof(WorkInput.AtRiskOfLosingJob)) { BulkExample = "yes", Situations = [WorkSituation.InWork, WorkSituation.OffSick] },
        new(nameof(WorkInput.LeftWorkBecauseOfHealth)) { BulkExample = "", Situations = [WorkSituation.OutOfWork] },
        new(nameof(WorkInput.WantsPaidWork)) { BulkExample = "yes", FilledBy = Fact.WantsPaidWork },
        new(nameof(WorkInput.RightToWork)) { BulkExample = "yes", FilledBy = Fact.RightToWork },
        new(nameof(WorkInput.EmployerHasOccupationalHealth))
        {
            OwnPage = "occupational-health", BulkExample = "no", FilledBy = Fact.EmployerHasOccupationalHealth,
            Situations = [WorkSituation.InWork, WorkSituation.OffSick],
        },
        new(nameof(NewReferral.RegisteredWithGp)) { FilledBy = Fact.RegisteredWithGp },
    ];

    /// <summary>Those that the form asks only where an area's rules use them.</summary>
    public static IEnumerable<FactDescriptor> AskedForRules => All.Where(question => question.OwnPage is null);

    /// <summary>The page with words of its own that asks it; null: the page of all facts that only rules ask for.</summary>
    public string? OwnPage { get; init; }

    /// <summary>What the invented row of the upload template says; null: the file has no such column.</summary>
    public string? BulkExample { get; init; }

    /// <summary>By which an area's own question may fill it; null: by none.</summary>
    public Fact? FilledBy { get; init; }

    /// <summary>The situations in which the answer holds. Empty: in all.</summary>
    public IReadOnlyList<WorkSituation> Situations { get; init; } = [];

    /// <summary>Its question in the form.</summary>
    public string Step => OwnPage ?? AddressOfFacts + JsonNamingPolicy.KebabCaseLower.ConvertName(Name);

    /// <summary>Its column in the upload file.</summary>
    public string Heading => JsonNamingPolicy.SnakeCaseLower.ConvertName(Name);

    /// <summary>Its field as the API names it.</summary>
    public string Path => (inWork is null ? "" : "work.") + JsonNamingPolicy.CamelCase.ConvertName(Name);

    public bool? Of(NewReferral referral) => (bool?)(inWork is null ? inReferral!.GetValue(referral) : inWork.GetValue(referral.Work));

    public NewReferral With(NewReferral referral, bool? answer)
    {
        var copy = referral with { Work = referral.Work with { } };
        if (inWork is null) inReferral!.SetValue(copy, answer);
        else inWork.SetValue(copy.Work, answer);
        return copy;
    }

    /// <summary>Sets the fact, to find out what it changes.</summary>
    public ReferralFacts With(ReferralFacts facts, bool? answer) => fact.With(facts, answer);

    /// <summary>Copies all answers of a referral into its facts.</summary>
    public static ReferralFacts Gather(ReferralFacts facts, NewReferral referral) =>
        All.Aggregate(facts, (known, question) => question.Of(referral) is { } answer ? question.With(known, answer) : known);

    /// <summary>Removes answers that another situation makes meaningless.</summary>
    public static NewReferral KeepFor(WorkSituation situation, NewReferral referral) =>
        All.Where(question => question.Situations.Count > 0 && !question.Situations.Contains(situation))
            .Aggregate(referral, (kept, question) => question.With(kept, null));
}
