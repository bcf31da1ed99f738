using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>
/// Writes down one measure: the answers to PHQ-9 or GAD-7, or the score of another. An answer by which the person may harm themselves leads at once to the
/// page that says what to do.
/// </summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class SaveMeasureModel(
    CaseStore cases, MeasureStore measures, PublicAddress address, IPeople people, IStaffNames names, IReferrals referrals)
    : TypedForm(cases, people, names, referrals)
{
    private const int MaxName = 100;
    private const int MaxDecimals = 3;

    private Measure? saved;
    private bool raises;

    /// <summary>Which measure a new one is, as a code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public string? MeasureName { get; set; }

    [BindProperty]
    public DateAnswer TakenOn { get; set; } = new();

    /// <summary>Answers by number, from 1.</summary>
    [BindProperty]
    public Dictionary<string, string?> Items { get; set; } = [];

    /// <summary>Whether a licensed measure has a score.</summary>
    [BindProperty]
    public string? State { get; set; }

    [BindProperty]
    public string? Total { get; set; }

    public override string To => $"{base.To}&kind={StoredKeys<MeasureKind>.Of(Shows)}";

    public string Assessment => Address + "/assessment";

    public MeasureKind Shows => saved?.Kind ?? StoredKeys<MeasureKind>.Read(Kind!);

    /// <summary>The numbers of its questions; none where only the score is kept.</summary>
    public IReadOnlyList<string> Questions => NumbersOf(Shows);

    public Text Name => AssessmentWords.NameOf(T, Shows);

    /// <summary>What was scored, where it is saved.</summary>
    public Text? Score => saved is null ? null : AssessmentWords.ScoreOf(T, saved);

    /// <summary>Whether an answer on this page says that the person may harm themselves and could not be saved.</summary>
    public bool IsUnsavedDanger => Typing().Danger is var danger && danger > 0 && (IsRefused || danger > (saved?.Danger ?? 0));

    public string Safety => $"{Address}/safety?which={Which:D}";

    public Text Range
    {
        get
        {
            var (lowest, highest) = Measure.RangeOf(Shows);
            return T["staff.measure-range", ("lowest", Written(lowest)), ("highest", Written(highest))];
        }
    }

    public IEnumerable<Choice> Answers => Measure.Numbers.Concat(NoAnswers)
        .Select(item => new Choice { Value = item, Text = AssessmentWords.ItemOf(T, item) });

    public static IReadOnlyList<string> NoAnswers { get; } = [AssessmentQuestion.NotAsked, AssessmentQuestion.NotSaid];

    public override IEnumerable<Text> Saved => saved is null ? [] : Lines(saved, Typing());

    public override IEnumerable<Text> Typed => Lines(Typing(), saved);

    protected override string Part => "assessment/measure";

    protected override bool IsAddressed => saved is not null || StoredKeys<MeasureKind>.TryRead(Kind) is not null;

    protected override string Done => raises || OpenSafetyItems.Any(one => one.MeasureId == Which) ? Safety : Assessment;

    // Only the save that raises it: whoever comes back to finish the other questions is not sent away again.
    protected override string? Urgent => raises ? Safety : null;

    protected override int? Version => saved?.Version;

    public Text AskOf(string question) => T[$"staff.measure-{StoredKeys<MeasureKind>.Of(Shows)}-{question}"];

    public bool IsAboutDanger(string question) => Shows == MeasureKind.Phq9 && question == Measure.QuestionOfDanger;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        saved = (await measures.OfCaseAsync(Caller, Shown, cancellationToken)).SingleOrDefault(one => one.Id == Which);
        if (!IsAddressed) return;
        foreach (var question in Questions) Items.TryAdd(question, AssessmentQuestion.NotAsked);
    }

    protected override void Fill()
    {
        if (saved is null)
        {
            (TakenOn, State) = (DateAnswer.Of(Today), Measure.Scored);
            return;
        }
        (MeasureName, TakenOn, Total) = (saved.Name, DateAnswer.Of(saved.TakenOn), saved.Total is { } total ? Written(total) : null);
        if (Questions.Count == 0) State = saved.Items[0];
        foreach (var (number, item) in Questions.Zip(saved.Items)) Items[number] = item;
    }

    protected override PlanChange? Read()
    {
        var name = Shows == MeasureKind.Other
            ? ReadText(nameof(MeasureName), MeasureName, TextKind.Line, MaxName, T["staff.measure-name-missing"]) : null;
        var on = ReadDate(nameof(TakenOn), TakenOn, T["staff.measure-taken-missing"]);
        if (on > Today) AddError(nameof(TakenOn), T["staff.measure-taken-future"]);
        foreach (var question in Questions.Where(question => !IsItem(Items[question])))
            AddError($"{nameof(Items)}[{question}]", T["staff.assess-answer-missing"]);
        var total = Questions.Count == 0 ? ReadTotal() : null;
        if (HasErrors) return null;
        var typed = Typing() with { Name = name, TakenOn = on!.Value };
        typed = typed with { Total = Questions.Count == 0 ? total : Measure.Add(typed.Items) };
        raises = typed.Danger > (saved?.Danger ?? 0);
        var notice = new SafetyNotice(LondonTime.DateOf(Referral.Summary.ReceivedAt), address.Of(Request, Safety));
        return new(saved is not null && typed.SaysAs(saved), cancellationToken => measures.SaveAsync(Caller, Shown, saved, typed, notice, cancellationToken));
    }

    private static string[] NumbersOf(MeasureKind kind) =>
        [.. Enumerable.Range(1, Measure.QuestionsOf(kind)).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private static bool IsItem(string? item) =>
        item is AssessmentQuestion.NotAsked or AssessmentQuestion.NotSaid || (item is not null && Measure.Numbers.Contains(item));

    private static string Written(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private decimal? ReadTotal()
    {
        if (State is AssessmentQuestion.NotAsked or AssessmentQuestion.NotSaid) return null;
        if (State != Measure.Scored)
        {
            AddError(nameof(State), T["staff.assess-answer-missing"]);
            return null;
        }
        var (lowest, highest) = Measure.RangeOf(Shows);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(Total?.Trim().Replace('−', '-'), Style, CultureInfo.InvariantCulture, out var number)
            && number >= lowest && number <= highest && decimal.Round(number, MaxDecimals) == number)
            return number;
        AddError(nameof(Total), T["staff.measure-score-wrong", ("lowest", Written(lowest)), ("highest", Written(highest))]);
        return null;
    }

    private Measure Typing() => new()
    {
        Id = Which, Kind = Shows, Name = MeasureName, TakenOn = TakenOn.Value ?? Today, Version = saved?.Version ?? 0,
        Items = Questions.Count == 0 ? [State ?? Measure.Scored] : [.. Questions.Select(question => Items.GetValueOrDefault(question) ?? "")],
    };

    private IEnumerable<Text> Lines(Measure one, Measure? other)
    {
        if (one.TakenOn != other?.TakenOn) yield return T.Date(one.TakenOn);
        if (one.Name is { } name && name != other?.Name) yield return name;
        foreach (var (number, item) in Questions.Index())
        {
            if (IsItem(one.Items[number]) && one.Items[number] != other?.Items[number])
                yield return T["staff.assess-says", ("ask", AskOf(item)), ("answer", AssessmentWords.ItemOf(T, one.Items[number]))];
        }
        if (Questions.Count > 0) yield break;
        if (one == saved) yield return AssessmentWords.ScoreOf(T, one);
        else yield return State == Measure.Scored ? Total ?? "" : T["staff.assess-" + State];
    }
}
