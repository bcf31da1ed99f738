using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Casework.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>The state of a follow-up. The numbers are stored.</summary>
internal enum FollowUpState : short
{
    Due = 0,
    Done = 1,
    Cancelled = 2,
    TooLate = 3,
    NoRecipient = 4,
    DeadLettered = 5,
}

/// <summary>A task for a person of the area's team.</summary>
internal sealed record NewTask(string Area, string Key, Guid? ReferralId, string Code, string Description, long? StepId)
{
    /// <summary>The offer or appointment that its step was planned for.</summary>
    public short Number { get; init; } = 1;
}

/// <summary>One due follow-up of one referral.</summary>
internal sealed record FollowUpOfReferral(string Area, PlannedStep Step, ReferralSummary Summary, short OfferNumber, short Number, DateOnly TriggeredOn)
{
    /// <summary>Whether the participant has just caused it and waits for the answer.</summary>
    public bool PersonWaits { get; init; }

    /// <summary>The appointment that it is about.</summary>
    public AppointmentNotice? Appointment { get; init; }

    /// <summary>Its unique key.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Summary.ReferralId:D}/{Step.Code}/{OfferNumber}/{Number}");
}

/// <summary>What is known of the area when follow-ups are done.</summary>
/// <param name="TeamEmail">Where messages to the area's own team go.</param>
/// <param name="Organisations">The partner organisations.</param>
/// <param name="Areas">Every area that serves: somebody who cannot be helped here is told of another.</param>
internal sealed record AreaContext(string? TeamEmail, IReadOnlyList<PartnerOrganisation> Organisations, IReadOnlyDictionary<string, Area> Areas)
{
    /// <summary>Makes the link with which a partner opens an offer; null where nothing is sent.</summary>
    public Func<ReferralSummary, int, string?>? OfferLink { get; init; }

    /// <summary>When somebody gets in touch, and when to ask if nobody has.</summary>
    public (DateOnly? By, DateOnly AskAfter) WhenContacted(string area, WorkingCalendar calendar, DateOnly from) =>
        AreaContacts.WhenContacted(Areas.GetValueOrDefault(area)?.Settings.Contact ?? new(), calendar, from);

    public PartnerOrganisation? OrganisationOf(ReferralSummary summary) =>
        Organisations.FirstOrDefault(organisation => organisation.Code == summary.Organisation);

    public AreaSettings? AlternativeAreas(ReferralSummary summary) =>
        summary.AlternativeAreas.Select(code => Areas.GetValueOrDefault(code)?.Settings).FirstOrDefault(settings => settings is not null);
}

/// <summary>What a follow-up does: a message, a task, both, or nothing for a reason.</summary>
internal sealed record FollowUpAction(FollowUpState State, string? Reason = null)
{
    /// <summary>It stays due.</summary>
    public static FollowUpAction Later { get; } = new(FollowUpState.Due);

    public MessageRequest? Message { get; init; }

    public NewTask? Task { get; init; }

    /// <summary>Decides what a follow-up does.</summary>
    /// <param name="it">The follow-up.</param>
    /// <param name="area">The area.</param>
    /// <param name="notBefore">The earliest time to send.</param>
    /// <param name="usefulUntil">The latest time to send.</param>
    /// <param name="calendar">Calculates dates in the message.</param>
    public static FollowUpAction For(FollowUpOfReferral it, AreaContext area, DateTimeOffset notBefore, DateTimeOffset? usefulUntil, WorkingCalendar calendar)
    {
        // Moved, called off or over meanwhile, whatever else did not hear of it.
        if (it.Step.Trigger is Trigger.AppointmentBooked or Trigger.AppointmentMoved && it.Appointment is not { Stands: true })
            return new(FollowUpState.Cancelled, "appointment-ended");
        var action = it.Step.Task is { } task ? Done() with { Task = TaskFor(it, it.Step.Code, task) } : Done();
        if (it.Step.Message is not { } code) return action.Task is null ? Failed("step-without-message-or-task") : action;
        if (MessageTypes.Find(code, area.Areas.GetValueOrDefault(it.Area)?.Settings) is not { } type) return Failed($"no-message-type:{code}");

        var organisation = area.OrganisationOf(it.Summary);
        var to = it.Step.For switch
        {
            Recipient.Participant => MessageTo.Person(it.Summary.PersonId),
            // The receipt of a referral discloses nothing about the person, so it needs no consent; later news does.
            Recipient.Referrer => AddressOf(
                it.Step.Trigger == Trigger.ReferralReceived ? it.Summary.ReferrerReceiptEmail ?? it.Summary.ReferrerEmail : it.Summary.ReferrerEmail),
            Recipient.Partner => AddressOf(organisation?.Email),
            _ => AddressOf(area.TeamEmail),
        };
        if (to is null) return action.Task is not null ? action : WithoutAddress(it, type, organisation);

        var fields = MessageFields.For(type, it, area, calendar);
        if (type.FirstMissing(fields) is { } missing) return Failed($"no-value-for:{missing}");
        return action with
        {
            Message = new MessageRequest
            {
                Key = it.Key,
                Area = it.Area,
                Type = code,
                ReferralId = it.Summary.ReferralId,
                To = to,
                Fields = fields,
                Reasons = type.ListsReasons ? it.Summary.Reasons : [],
                Advice = type.ListsAdvice ? [.. WhoReferred(it), .. it.Summary.Advice] : [],
                NotBefore = notBefore,
                UsefulUntil = usefulUntil,
                IsUrgent = type.IsUrgent,
                AtAnyHour = (it.Step with { AtAnyHour = it.Step.AtAnyHour || type.AtAnyHour }).MayCome(it.PersonWaits),
                EndedBy = [.. it.Step.EndedBy.Select(by => EndedBy(by, it.Step.IsOfAppointment ? it.OfferNumber : null))],
            },
        };
    }

    /// <summary>What ends a message: a trigger, or a trigger of one appointment.</summary>
    public static string EndedBy(Trigger trigger, short? appointment) => appointment is { } number && PlannedStep.EndsItsOwn(trigger)
        ? string.Create(CultureInfo.InvariantCulture, $"{StoredKeys<Trigger>.Of(trigger)}/{number}") : StoredKeys<Trigger>.Of(trigger);

    // Somebody who was referred learns by whom, and that they may say no.
    private static IEnumerable<Reason> WhoReferred(FollowUpOfReferral it) =>
        it.Step is { For: Recipient.Participant, Trigger: Trigger.ReferralReceived } && it.Summary.ReferralSource != ReferralSource.Self
        ? [new Reason($"referred-by-{StoredKeys<ReferralSource>.Of(it.Summary.ReferralSource)}")] : [];

    private static FollowUpAction Done() => new(FollowUpState.Done);

    private static FollowUpAction Failed(string reason) => new(FollowUpState.DeadLettered, reason);

    private static MessageTo? AddressOf(string? email) => email is null ? null : MessageTo.Address(email);

    // The area's team phones a partner that has no address. A referrer who gave none, or may not be told, is not contacted.
    private static FollowUpAction WithoutAddress(FollowUpOfReferral it, MessageType type, PartnerOrganisation? organisation) => it.Step.For switch
    {
        Recipient.Partner when organisation is not null => Done() with
        {
            Reason = "partner-has-no-email",
            Task = TaskFor(it, it.Step.Code, organisation.Phone is { } phone
                ? $"No e-mail address is known for {organisation.Name}. Phone them on {phone}: {type.Purpose}"
                : $"Neither an e-mail address nor a telephone number is known for {organisation.Name}. Reach them another way: {type.Purpose}"),
        },
        Recipient.AreaTeam => Done() with { Reason = "team-has-no-email", Task = TaskFor(it, it.Step.Code, type.Purpose) },
        Recipient.Partner => new(FollowUpState.NoRecipient, "no-partner"),
        _ => new(FollowUpState.NoRecipient, "no-referrer-address"),
    };

    private static NewTask TaskFor(FollowUpOfReferral it, string code, string description) =>
        new(it.Area, it.Key, it.Summary.ReferralId, code, description, it.Step.Id) { Number = it.OfferNumber };
}
