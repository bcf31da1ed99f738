using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Are you in work, off sick or out of work?</summary>
internal sealed class AskSituationModel : ReferPage
{
    [BindProperty]
    public string? Situation { get; set; }

    protected override string Key => "situation";

    protected override void Show(DraftAnswers answers) =>
        Situation = answers.Given.Work.Situation is { } situation ? StoredKeys<WorkSituation>.Of(situation) : null;

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadChoice(nameof(Situation), Situation, ["in-work", "off-sick", "out-of-work"], Say("situation-missing")) is not { } key) return null;
        var situation = StoredKeys<WorkSituation>.Read(key);
        // What was said about one situation says nothing about another; whether an employer may be contacted is asked of those who have one.
        var hasWork = situation != WorkSituation.OutOfWork;
        return answers => (answers.Given.Work.Situation is null || hasWork == Flow.State.HasWork ? answers : answers.Without("consent"))
            .GiveWork(work => work with
        {
            Situation = situation,
            WeeksOutOfWork = situation == WorkSituation.OutOfWork ? work.WeeksOutOfWork : null,
            WeeksOffSick = situation == WorkSituation.OffSick ? work.WeeksOffSick : null,
        }).Give(given => FactDescriptor.KeepFor(situation, given) with { Employer = hasWork ? given.Employer : null });
    }
}
