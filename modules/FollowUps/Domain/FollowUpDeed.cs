using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>How a follow-up stands. The numbers are stored.</summary>
internal enum FollowUpState : short
{
    Due = 0,
    Done = 1,
    Cancelled = 2,
    TooLate = 3,
    NobodyToTell = 4,
    SetAside = 5,
}

/// <summary>A task for a person of the area's team.</summary>
internal sealed record NewTask(string Area, string Key, Guid? ReferralId, string Code, string Says, long? StepId);

/// <summary>One follow-up of one referral, whose time has come.</summary>
internal sealed record FollowUpOfReferral(string Area, PlannedStep Step, ReferralCard Card, short Occasion, short Number, DateOnly AnchoredOn)
{
    /// <summary>What makes it this follow-up and no other.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Card.ReferralId:D}/{Step.Code}/{Occasion}/{Number}");
}

/// <summary>What is known of the area when follow-ups are done.</summary>
/// <param name="TeamEmail">Where messages to the area's own team go.</param>
/// <param name="Organisations">The partner organisations.</param>
/// <param name="Areas">Every area that serves: somebody who cannot be helped here is told of another.</param>
internal sealed record AreaAtHand(string? TeamEmail, IReadOnlyList<PartnerOrganisation> Organisations, IReadOnlyDictionary<string, Area> Areas)
{
    public PartnerOrganisation? OrganisationOf(ReferralCard card) => Organisations.FirstOrDefault(organisation => organisation.Code == card.Organisation);

    public AreaSettings? Elsewhere(ReferralCard card) => card.Elsewhere.Select(code => Areas.GetValueOrDefault(code)?.Settings).FirstOrDefault(settings => settings is not null);
}

/// <summary>What doing a follow-up comes to: a message, a task, both, or nothing with a reason.</summary>
internal sealed record FollowUpDeed(FollowUpState State, string? Reason = null)
{
    /// <summary>Not yet.</summary>
    public static FollowUpDeed Later { get; } = new(FollowUpState.Due);

    public MessageRequest? Message { get; init; }

    public NewTask? Task { get; init; }

    /// <summary>Decides, from facts alone.</summary>
    /// <param name="it">The follow-up.</param>
    /// <param name="area">The area.</param>
    /// <param name="notBefore">Not to be sent before this instant.</param>
    /// <param name="usefulUntil">Not to be sent after this instant.</param>
    /// <param name="calendar">To count dates that a message mentions.</param>
    public static FollowUpDeed For(FollowUpOfReferral it, AreaAtHand area, DateTimeOffset notBefore, DateTimeOffset? usefulUntil, WorkingCalendar calendar)
    {
        var deed = it.Step.Task is { } says ? Done() with { Task = TaskFor(it, it.Step.Code, says) } : Done();
        if (it.Step.Message is not { } code) return deed.Task is null ? Aside("step-without-message-or-task") : deed;
        if (MessageTypes.Find(code) is not { } type) return Aside($"no-message-type:{code}");

        var organisation = area.OrganisationOf(it.Card);
        var to = it.Step.For switch
        {
            Recipient.Participant => MessageTo.Person(it.Card.PersonId),
            // The receipt of the referral itself says nothing about the person, so it needs no leave of theirs; news later on does.
            Recipient.Referrer => AddressOf(it.Step.Anchor == Anchor.ReferralReceived ? it.Card.ReferrerReceiptEmail ?? it.Card.ReferrerEmail : it.Card.ReferrerEmail),
            Recipient.Partner => AddressOf(organisation?.Email),
            _ => AddressOf(area.TeamEmail),
        };
        if (to is null) return deed.Task is not null ? deed : WithoutAddress(it, type, organisation);

        var fields = MessageFields.For(type, it, area, calendar);
        if (type.FirstMissing(fields) is { } missing) return Aside($"no-value-for:{missing}");
        return deed with
        {
            Message = new MessageRequest
            {
                Key = it.Key,
                Area = it.Area,
                Type = code,
                ReferralId = it.Card.ReferralId,
                To = to,
                Fields = fields,
                Reasons = type.ListsReasons ? it.Card.Reasons : [],
                Advice = type.ListsAdvice ? it.Card.Advice : [],
                NotBefore = notBefore,
                UsefulUntil = usefulUntil,
                IsUrgent = type.IsUrgent,
                AtAnyHour = it.Step.AtAnyHour || type.AtAnyHour,
                EndedBy = [.. it.Step.EndedBy.Select(StoredKeys<Anchor>.Of)],
            },
        };
    }

    private static FollowUpDeed Done() => new(FollowUpState.Done);

    private static FollowUpDeed Aside(string reason) => new(FollowUpState.SetAside, reason);

    private static MessageTo? AddressOf(string? email) => email is null ? null : MessageTo.Address(email);

    // A partner without an address is telephoned by the area's team; a referrer who gave none, or may not be told, is left alone.
    private static FollowUpDeed WithoutAddress(FollowUpOfReferral it, MessageType type, PartnerOrganisation? organisation) => it.Step.For switch
    {
        Recipient.Partner when organisation is not null => Done() with
        {
            Reason = "partner-has-no-email",
            Task = TaskFor(it, it.Step.Code, organisation.Phone is { } phone
                ? $"No e-mail address is known for {organisation.Name}. Phone them on {phone}: {type.Purpose}"
                : $"Neither an e-mail address nor a telephone number is known for {organisation.Name}. Reach them another way: {type.Purpose}"),
        },
        Recipient.AreaTeam => Done() with { Reason = "team-has-no-email", Task = TaskFor(it, it.Step.Code, type.Purpose) },
        Recipient.Partner => new(FollowUpState.NobodyToTell, "no-partner"),
        _ => new(FollowUpState.NobodyToTell, "no-referrer-address"),
    };

    private static NewTask TaskFor(FollowUpOfReferral it, string code, string says) => new(it.Area, it.Key, it.Card.ReferralId, code, says, it.Step.Id);
}
