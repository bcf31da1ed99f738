using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Contracts;

/// <summary>The catalogue of message types, and those that an area adds in its settings. Codes are stored with sent messages and never renamed.</summary>
public static class MessageTypes
{
    private static readonly IReadOnlyList<Channel> AnyWay = [Channel.Email, Channel.Sms, Channel.Letter];
    private static readonly IReadOnlyList<Channel> EmailOnly = [Channel.Email];
    private static readonly MessageField Reference = new("reference", FieldKind.Reference, "WW-7K3M-P9QX");
    private static readonly MessageField ReceivedOn = new("receivedOn", FieldKind.Date, "2026-03-09");
    private static readonly MessageField Organisation = new("organisation", FieldKind.Words, "Sähëlï Hub");
    private static readonly MessageField OptionalOrganisation = Organisation with { IsOptional = true };
    private static readonly MessageField Referred = new("referred", FieldKind.Words, "yes") { IsOptional = true };
    private static readonly MessageField ContactBy = new("contactBy", FieldKind.Date, "2026-03-16") { IsOptional = true };
    private static readonly MessageField AskAfter = new("askAfter", FieldKind.Date, "2026-03-23") { IsOptional = true };
    private static readonly MessageField OptionalLink = new("link", FieldKind.Link, "https://workwell.example/r/7k3m") { IsOptional = true, IsAction = true };
    private static readonly MessageField AppointmentOn = new("appointmentOn", FieldKind.Date, "2026-03-11");
    private static readonly MessageField AppointmentAt = new("appointmentAt", FieldKind.Time, "14:30");
    private static readonly IReadOnlyList<MessageField> HowWeMeet =
    [
        new("place", FieldKind.Words, "Town Hall, room 2") { IsOptional = true }, new("byPhone", FieldKind.Words, "yes") { IsOptional = true },
        new("byVideo", FieldKind.Words, "yes") { IsOptional = true }, new("interpreter", FieldKind.Words, "yes") { IsOptional = true },
    ];

    private static readonly MessageField OfferLink = OptionalLink with { IsSecret = true };

    /// <summary>Every type, roughly in the order they occur in a referral.</summary>
    public static IReadOnlyList<MessageType> All { get; } =
    [
        .. ToTheParticipantAboutTheDecision, .. ToTheParticipantDuringSupport, .. AboutTheParticipantsOwnDetails, .. ToPartners, .. ToReferrers,
        .. ToTheAreaTeam, .. ToStaff,
    ];

    private static readonly FrozenDictionary<string, MessageType> ByCode = All.ToFrozenDictionary(type => type.Code);

    private static readonly ConditionalWeakTable<OwnMessage, MessageType> OwnTypes = [];

    /// <summary>Finds a national type.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The type, or null.</returns>
    public static MessageType? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Finds a national type, or one that an area adds.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="area">The area's settings; null when it does not serve.</param>
    /// <returns>The type, or null.</returns>
    public static MessageType? Find(string code, AreaSettings? area) => Find(code) ?? Find(code, area?.Messages ?? []);

    /// <summary>Finds a type among those that an area adds.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="own">The area's own messages.</param>
    /// <returns>The type, or null.</returns>
    public static MessageType? Find(string code, IReadOnlyList<OwnMessage> own) =>
        own.FirstOrDefault(message => message.Code == code) is { } found ? Of(found) : null;

    /// <summary>Every type an area may send: the national ones and its own.</summary>
    /// <param name="area">The area's settings.</param>
    /// <returns>The types.</returns>
    public static IEnumerable<MessageType> Of(AreaSettings area) => All.Concat(area.Messages.Select(Of));

    // A step of a plan sends it, so it may say what a step knows. Who has no e-mail address gets it as others do.
    private static MessageType Of(OwnMessage message) => OwnTypes.GetValue(message, own => new MessageType
    {
        Code = own.Code,
        Purpose = own.Purpose,
        For = own.For,
        Channels = own.For == Recipient.Participant ? AnyWay : EmailOnly,
        Fields = FieldsOfOwn,
    });

    /// <summary>The fields of an area's own message: what a step of a plan may know.</summary>
    internal static IReadOnlyList<MessageField> FieldsOfOwn =>
    [
        Reference, ReceivedOn, OptionalOrganisation, new("service", FieldKind.Words, "Work and health coaching") { IsOptional = true },
        new("offeredOn", FieldKind.Date, "2026-03-09") { IsOptional = true }, new("length", FieldKind.Length, "P12W") { IsOptional = true },
        new("endsOn", FieldKind.Date, "2026-07-01") { IsOptional = true }, new("after", FieldKind.Length, "P4W") { IsOptional = true },
    ];

    private static IEnumerable<MessageType> ToTheParticipantAboutTheDecision =>
    [
        new()
        {
            Code = "referral-received-eligible", For = Recipient.Participant, Channels = AnyWay, AtAnyHour = true, ListsAdvice = true,
            AnybodyCanCauseIt = true,
            Purpose = "We have the referral and can help.",
            Fields = [Reference, ReceivedOn, OptionalOrganisation, Referred, ContactBy, AskAfter],
        },
        new()
        {
            Code = "referral-needs-review", For = Recipient.Participant, Channels = AnyWay, AtAnyHour = true, ListsReasons = true, ListsAdvice = true,
            AnybodyCanCauseIt = true,
            Purpose = "We have the referral and need to talk before we can say whether we can help.",
            Fields = [Reference, ReceivedOn, Referred, ContactBy, AskAfter],
        },
        new()
        {
            Code = "referral-not-eligible", For = Recipient.Participant, Channels = AnyWay, ListsReasons = true, ListsAdvice = true,
            AnybodyCanCauseIt = true,
            Purpose = "This area cannot help, why, and who may.",
            Fields =
            [
                Reference, ReceivedOn,
                new("otherService", FieldKind.Words, "WorkWell Dudley") { IsOptional = true },
                new("otherPhone", FieldKind.Phone, "01384 324645") { IsOptional = true },
                new("otherWeb", FieldKind.Link, "https://thriveintowork.example") { IsOptional = true },
            ],
        },
        new()
        {
            Code = "trial-invitation", For = Recipient.Participant, Channels = AnyWay, ListsAdvice = true,
            AnybodyCanCauseIt = true,
            Purpose = "An invitation to a trial: what it is, and that consent and first questions come before anything is decided.",
            Fields = [Reference, OptionalLink, Referred, ContactBy, AskAfter],
        },
        new()
        {
            Code = "programme-offer", For = Recipient.Participant, Channels = AnyWay, ListsAdvice = true,
            AnybodyCanCauseIt = true,
            Purpose = "A place on a workforce programme.",
            Fields = [Reference, new("offer", FieldKind.Words, "Work experience") { IsOptional = true }, OptionalLink, Referred, ContactBy, AskAfter],
        },
    ];

    private static IEnumerable<MessageType> ToTheParticipantDuringSupport =>
    [
        new()
        {
            Code = "service-changed", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "The service we named could not take the referral, and another was asked.",
            Fields = [Reference, OptionalOrganisation, ContactBy, AskAfter],
        },
        new()
        {
            Code = "support-agreed", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "A service, or the area's team, has agreed to support the person.",
            Fields = [Reference, OptionalOrganisation, ContactBy, AskAfter],
        },
        new()
        {
            Code = "coach-check-in", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "A friendly check on how things are going.",
            Fields = [Reference, OptionalOrganisation],
        },
        new()
        {
            Code = "limit-warning", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "Support has a set length and ends soon.",
            Fields = [Reference, new("length", FieldKind.Length, "P16W"), new("endsOn", FieldKind.Date, "2026-07-01") { IsOptional = true },
            OptionalOrganisation],
        },
        new()
        {
            Code = "limit-reached", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "The set length of support is over, and what comes next.",
            Fields = [Reference, new("length", FieldKind.Length, "P8W"), OptionalOrganisation],
        },
        new()
        {
            Code = "appointment-booked", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "An appointment was booked: when, where and how. Nothing about why.",
            Fields = [Reference, AppointmentOn, AppointmentAt, .. HowWeMeet],
        },
        new()
        {
            Code = "appointment-moved", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "An appointment was moved: when, where and how it is now.",
            Fields = [Reference, AppointmentOn, AppointmentAt, .. HowWeMeet],
        },
        new()
        {
            Code = "appointment-reminder", For = Recipient.Participant, Channels = [Channel.Email, Channel.Sms],
            Purpose = "An appointment is soon. Nothing about why. A letter would come too late: without another way the team is asked.",
            Fields = [Reference, AppointmentOn, AppointmentAt, .. HowWeMeet],
        },
        new()
        {
            Code = "appointment-cancelled", For = Recipient.Participant, Channels = AnyWay, AtAnyHour = true,
            Purpose = "An appointment does not happen. Nobody is asked why.",
            Fields = [Reference, AppointmentOn, AppointmentAt],
        },
        new()
        {
            Code = "appointment-missed", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "The person did not come. No reproach: how to make another time.",
            Fields = [Reference, AppointmentOn],
        },
        new()
        {
            Code = "outcome-question", For = Recipient.Participant, Channels = AnyWay,
            Purpose = "How are you and your work now? At 13 weeks, 4 months, 12 months.",
            Fields = [Reference, new("after", FieldKind.Length, "P13W"), OptionalLink],
        },
        new()
        {
            Code = "withdrawn-confirmation", For = Recipient.Participant, Channels = AnyWay, AtAnyHour = true,
            Purpose = "The person has left the service and hears no more from us.",
            Fields = [Reference],
        },
    ];

    private static IEnumerable<MessageType> AboutTheParticipantsOwnDetails =>
    [
        new()
        {
            Code = "save-and-return-link", For = Recipient.Participant, Channels = [Channel.Email, Channel.Sms], IsUrgent = true, AtAnyHour = true,
                MayGoToAStranger = true,
            AnybodyCanCauseIt = true,
            Purpose = "A link to go on with a form that was saved.",
            Fields =
            [
                new("link", FieldKind.Link, "https://workwell.example/go-on/7k3m") { IsSecret = true, IsAction = true },
                new("until", FieldKind.Date, "2026-03-16"),
            ],
        },
        new()
        {
            Code = "one-time-code", For = Recipient.Participant, Channels = [Channel.Sms, Channel.Email], IsUrgent = true, AtAnyHour = true,
                MayGoToAStranger = true,
            AnybodyCanCauseIt = true,
            Purpose = "A code that shows that somebody holds a phone or address.",
            Fields = [new("code", FieldKind.Reference, "482913") { IsSecret = true }, new("validFor", FieldKind.Length, "PT10M")],
        },
        new()
        {
            Code = "details-changed", For = Recipient.Participant, Channels = AnyWay, AtAnyHour = true,
            AnybodyCanCauseIt = true,
            Purpose = "Contact details were changed; tell us if it was not you.",
            Fields = [Reference, new("changedOn", FieldKind.Date, "2026-03-09")],
        },
        new()
        {
            Code = "address-replaced", For = Recipient.Participant, Channels = [Channel.Email, Channel.Sms], MayGoToAStranger = true,
            AnybodyCanCauseIt = true,
            Purpose = "To the address or number that was replaced: tell us if it was not you. Who reads it may be somebody else, so it names nobody.",
            Fields = [new("changedOn", FieldKind.Date, "2026-03-09")],
        },
    ];

    private static IEnumerable<MessageType> ToPartners =>
    [
        new()
        {
            Code = "offer-to-partner", For = Recipient.Partner, Channels = EmailOnly,
            Purpose = "A partner is offered a referral. No facts about the person.",
            Fields = [Reference, Organisation, new("service", FieldKind.Words, "Work and health coaching") { IsOptional = true }, OfferLink],
        },
        new()
        {
            Code = "offer-nudge", For = Recipient.Partner, Channels = EmailOnly,
            Purpose = "An offer that nobody has answered.",
            Fields = [Reference, Organisation, new("offeredOn", FieldKind.Date, "2026-03-09") { IsOptional = true }, OfferLink],
        },
        new()
        {
            Code = "referral-ended", For = Recipient.Partner, Channels = EmailOnly,
            Purpose = "A referral that a partner was offered, or had accepted, has ended. Not why, and no facts about the person.",
            Fields = [Reference, Organisation, new("service", FieldKind.Words, "Work and health coaching") { IsOptional = true }],
        },
    ];

    private static IEnumerable<MessageType> ToReferrers =>
    [
        new()
        {
            Code = "referrer-receipt", For = Recipient.Referrer, Channels = EmailOnly, AtAnyHour = true, ListsAdvice = true,
            AnybodyCanCauseIt = true,
            Purpose = "Thanks, and what happens now. No facts about the person.",
            Fields = [Reference, ReceivedOn],
        },
        new()
        {
            Code = "referrer-progress", For = Recipient.Referrer, Channels = EmailOnly,
            Purpose = "Support has begun, as far as the person allowed us to say.",
            Fields = [Reference, ReceivedOn],
        },
        new()
        {
            Code = "use-occupational-health-first", For = Recipient.Referrer, Channels = EmailOnly,
            AnybodyCanCauseIt = true,
            Purpose = "An employer with an occupational health service is asked to use it first; the referral stands.",
            Fields = [Reference, ReceivedOn],
        },
    ];

    private static IEnumerable<MessageType> ToTheAreaTeam =>
    [
        new()
        {
            IsSentAtLeastOnce = true,
            Code = "urgent-flag", For = Recipient.AreaTeam, Channels = EmailOnly, IsUrgent = true, AtAnyHour = true, ListsReasons = true,
            Purpose = "The area's team has to look at a referral today.",
            Fields = [Reference, ReceivedOn, OptionalLink],
        },
    ];

    private static IEnumerable<MessageType> ToStaff =>
    [
        new()
        {
            Code = "staff-invitation", For = Recipient.AreaTeam, Channels = EmailOnly, AtAnyHour = true,
            Purpose = "Somebody is invited to work in the area: a link that sets up their account.",
            Fields =
            [
                new("link", FieldKind.Link, "https://workwell.example/staff/invitation?key=7k3m") { IsSecret = true, IsAction = true },
                new("until", FieldKind.Date, "2026-03-16"),
            ],
        },
        new()
        {
            Code = "staff-role-given", For = Recipient.AreaTeam, Channels = EmailOnly, AtAnyHour = true,
            Purpose = "Somebody who has an account was given a role in the area.",
            Fields = [new("signIn", FieldKind.Link, "https://workwell.example/staff/sign-in") { IsAction = true }],
        },
        new()
        {
            Code = "record-opened", For = Recipient.AreaTeam, Channels = EmailOnly, AtAnyHour = true, IsUrgent = true,
            Purpose = "Somebody of another area's team opened a record because the person may be at risk.",
            Fields =
            [
                Reference, new("openedBy", FieldKind.Words, "Sähëlï Example"), new("home", FieldKind.Words, "WorkWell Dudley"),
                new("link", FieldKind.Link, "https://workwell.example/staff/areas/llr/opened-records") { IsOptional = true, IsAction = true },
            ],
        },
    ];
}
