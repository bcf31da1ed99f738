using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>A person with a new home may be helped by another area. Nothing is decided or passed on without staff, who are told what would change.</summary>
internal sealed class AskToDecideAgainWhenHomeMoved(IAreaCatalogue areas, IPartnerDirectory partners, IWords words, DueTime due) : IReaction<HomeMoved>
{
    private const string Code = "home-moved";

    public Task ReactAsync(HomeMoved happened, Change change, CancellationToken cancellationToken)
    {
        string?[] says = [Place(happened), Here(happened), There(happened), Now(happened), Ask(happened)];
        // A second move replaces what was asked about the first.
        TaskRows.CloseOfCode(change, happened.Area, happened.ReferralId, Code, due);
        var key = $"{Code}/{happened.ReferralId:D}/{change.At.UtcTicks}";
        TaskRows.Open(change, [new(happened.Area, key, happened.ReferralId, Code, string.Join(' ', says.OfType<string>()), null)], due);
        return Task.CompletedTask;
    }

    private string Place(HomeMoved moved) => moved.ServedBy switch
    {
        null => "The person has a new home, and we do not know which area serves it. Ask them where they live now, and decide again.",
        var code when code == moved.Area => "The person has a new home in this area that changes the decision. Decide again.",
        var code => $"The person has a new home, which {NameOf(code)} serves. Decide again.",
    };

    private string? Here(HomeMoved moved)
    {
        if (moved.Here is not { } decision) return null;
        var why = WordsOf(moved.Area, decision);
        return decision.Outcome == moved.Summary.Outcome ? $"Here the decision would stay: {Name(decision.Outcome)}{why}."
            : $"Here the decision would change from {Name(moved.Summary.Outcome)} to {Name(decision.Outcome)}{why}.";
    }

    private string? There(HomeMoved moved) =>
        moved is { There: { } decision, ServedBy: { } code } ? $"{NameOf(code)} would decide: {Name(decision.Outcome)}{WordsOf(code, decision)}." : null;

    private string? Now(HomeMoved moved)
    {
        if (moved.Summary.Organisation is not { } code) return null;
        var name = partners.Organisations(moved.Area).FirstOrDefault(one => one.Code == code)?.Name ?? code;
        return moved.Summary.HasBegun ? $"{name} has accepted this referral." : $"{name} has been asked to take it on.";
    }

    private static string? Ask(HomeMoved moved) => moved.ServedBy is null || moved.ServedBy == moved.Area ? null
        : "Agree with the person who helps them from now on. If it is the other area, refer them there with their agreement, and close this referral as "
        + "moved-away.";

    private string NameOf(string area) => areas.Ready.GetValueOrDefault(area)?.Settings.ServiceName ?? area;

    private string WordsOf(string area, EligibilityDecision decision)
    {
        var reasons = decision.Reasons.Select(reason => words.Reason(area, "en", reason)?.Text ?? reason.Code).Select(text => text.TrimEnd('.')).ToArray();
        return reasons.Length == 0 || decision.Outcome == EligibilityOutcome.Eligible ? "" : $" ({string.Join("; ", reasons)})";
    }

    private static string Name(EligibilityOutcome outcome) => outcome switch
    {
        EligibilityOutcome.Eligible => "eligible",
        EligibilityOutcome.NotEligible => "not eligible",
        _ => "needs a person's decision",
    };
}
