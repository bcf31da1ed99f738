using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A person's assessment, in the order of a conversation, and their measures by day.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseAssessmentModel(
    CaseStore cases, AssessmentStore assessments, MeasureStore measures, IPeople people, IStaffNames names, IReferrals referrals)
    : CasePage(cases, people, names, referrals)
{
    /// <summary>A section with what is saved of it.</summary>
    internal sealed record SectionView(Text Name, string Href, IReadOnlyList<(Text Ask, Text Answer)> Answers, Text? Words, Text? Saved);

    public override string? Tab => "assessment";

    public string Assessment => Address + "/assessment";

    public IReadOnlyList<SectionView> Sections { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Measures { get; private set; } = [];

    /// <summary>Whether the one answer is there that has to be.</summary>
    public bool HasBarrier { get; private set; }

    public IEnumerable<(Text Name, string Href)> NewMeasures =>
        StoredKeys<MeasureKind>.All.Select(kind => (T["staff.measure-" + kind], $"{Assessment}/measure?kind={kind}"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var saved = (await assessments.OfCaseAsync(Caller, Shown, cancellationToken)).ToDictionary(one => one.Section);
        HasBarrier = saved.ContainsKey(AssessmentSection.MainBarrier);
        Sections = [.. Enum.GetValues<AssessmentSection>().Select(section => ViewOf(section, saved.GetValueOrDefault(section)))];
        Measures = [.. (await measures.OfCaseAsync(Caller, Shown, cancellationToken)).Select(IReadOnlyList<Cell> (one) =>
        [
            new Cell { Text = AssessmentWords.NameOf(T, one), Href = $"{Assessment}/measure?which={one.Id:D}" },
            T.Date(one.TakenOn), AssessmentWords.ScoreOf(T, one),
        ])];
        return Page();
    }

    private SectionView ViewOf(AssessmentSection section, SectionAnswers? saved) => new(
        AssessmentWords.NameOf(T, section), $"{Assessment}/section?section={StoredKeys<AssessmentSection>.Of(section)}",
        saved is null ? [] : [.. AssessmentQuestion.Of(section).Select(question =>
            (AssessmentWords.AskOf(T, question), AssessmentWords.AnswerOf(T, question, saved.AnswerTo(question))))],
        saved?.Words is { } words ? words : null,
        saved is null ? null : T["staff.case-held", ("at", When(saved.SavedAt)), ("by", NameOf(saved.SavedBy))]);
}
