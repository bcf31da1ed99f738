using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Writes down one section of an assessment, and leads to the next.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class SaveSectionModel(CaseStore cases, AssessmentStore assessments, IPeople people, IStaffNames names, IReferrals referrals)
    : TypedForm(cases, people, names, referrals)
{
    // A list of more is shorter closed.
    private const int MaxRadios = 6;

    private SectionAnswers? saved;

    /// <summary>Which section, as a code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Section { get; set; }

    /// <summary>Answers by question, as codes.</summary>
    [BindProperty]
    public Dictionary<string, string?> Answers { get; set; } = [];

    [BindProperty]
    public string? Words { get; set; }

    // A section is found by its code, so the form needs no other name.
    public override string To => $"{Address}/{Part}?section={Section}&which={Id:D}";

    public string Assessment => Address + "/assessment";

    public Text Name => AssessmentWords.NameOf(T, Shows);

    public IReadOnlyList<AssessmentQuestion> Questions => AssessmentQuestion.Of(Shows);

    public Text Button => T[Shows == AssessmentSection.MainBarrier ? "staff.case-save" : "staff.assess-save-next"];

    /// <summary>What the referral said, so that nobody has to ask once more.</summary>
    public Text? Known => Shows switch
    {
        AssessmentSection.Work when Referral.Facts.Situation is { } situation =>
            FromReferral("staff.case-situation-" + StoredKeys<WorkSituation>.Of(situation)),
        AssessmentSection.MainBarrier when Referral.Facts.MainHealthProblem is { } problem =>
            FromReferral("choices.health-" + problem.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    public override IEnumerable<Text> Saved => saved is null ? [] : Differences(saved, Typing());

    public override IEnumerable<Text> Typed => Differences(Typing(), saved);

    protected override string Part => "assessment/section";

    protected override bool IsAddressed => StoredKeys<AssessmentSection>.TryRead(Section) is not null;

    protected override string Done =>
        Shows == AssessmentSection.MainBarrier ? Assessment : $"{Address}/{Part}?section={StoredKeys<AssessmentSection>.Of(Shows + 1)}";

    protected override int? Version => saved?.Version;

    private AssessmentSection Shows => StoredKeys<AssessmentSection>.Read(Section!);

    /// <summary>Whether a question is asked as a list that opens.</summary>
    public static bool IsLong(AssessmentQuestion question) => question.Answers.Count > MaxRadios;

    public IEnumerable<Choice> ChoicesOf(AssessmentQuestion question) => AssessmentWords.AnswersOf(question)
        .Select(answer => new Choice { Value = answer, Text = AssessmentWords.AnswerOf(T, question, answer) });

    public IEnumerable<SelectItem> ItemsOf(AssessmentQuestion question)
    {
        if (!question.IsOptional) yield return new SelectItem { Value = "", Text = T["staff.task-choose"] };
        foreach (var answer in AssessmentWords.AnswersOf(question))
            yield return new SelectItem { Value = answer, Text = AssessmentWords.AnswerOf(T, question, answer) };
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!IsAddressed) return;
        saved = (await assessments.OfCaseAsync(Caller, Shown, cancellationToken)).SingleOrDefault(one => one.Section == Shows);
        foreach (var question in Questions) Answers.TryAdd(question.Code, question.IsOptional ? AssessmentQuestion.NotAsked : "");
    }

    protected override void Fill()
    {
        if (saved is null) return;
        foreach (var question in Questions) Answers[question.Code] = saved.AnswerTo(question);
        Words = saved.Words;
    }

    protected override PlanChange? Read()
    {
        foreach (var question in Questions.Where(question => !question.Takes(Answers[question.Code])))
            AddError($"{nameof(Answers)}[{question.Code}]", T[question.IsOptional ? "staff.assess-answer-missing" : "staff.assess-barrier-missing"]);
        var words = ReadText(nameof(Words), Words, TextKind.Words, AssessmentWords.MaxWords, missing: null);
        if (HasErrors) return null;
        var typed = Typing() with { Words = words };
        return new(saved is not null && typed.SaysAs(saved), cancellationToken => assessments.SaveAsync(Caller, Shown, saved, typed, cancellationToken));
    }

    private SectionAnswers Typing() => new()
    {
        Section = Shows, Words = Words, Version = saved?.Version ?? 0,
        Answers = Questions.ToDictionary(question => question.Code, question => Answers.GetValueOrDefault(question.Code) ?? ""),
    };

    // Only what is not the same on both sides.
    private IEnumerable<Text> Differences(SectionAnswers one, SectionAnswers? other)
    {
        foreach (var question in Questions.Where(question => question.Takes(one.AnswerTo(question)) && one.AnswerTo(question) != other?.AnswerTo(question)))
            yield return T["staff.assess-says", ("ask", AssessmentWords.AskOf(T, question)),
                ("answer", AssessmentWords.AnswerOf(T, question, one.AnswerTo(question)))];
        if (!string.IsNullOrEmpty(one.Words) && one.Words != other?.Words) yield return one.Words;
    }

    private Text FromReferral(string key) => T["staff.assess-from-referral", ("said", T[key])];
}
