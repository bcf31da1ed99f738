using System.ComponentModel;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>The answer to a referral: its reference, the decision with reasons, the next step, and who else may help.</summary>
internal sealed record ReferralAnswer
{
    [Description("What to call the referral by.")]
    public required string Reference { get; init; }

    public required EligibilityOutcome Outcome { get; init; }

    [Description("Why not, or what has to be checked.")]
    public required IReadOnlyList<ReasonInWords> Reasons { get; init; }

    [Description("Additional advice.")]
    public required IReadOnlyList<ReasonInWords> Advice { get; init; }

    [Description("What happens next. Left out when the area cannot help.")]
    public NextStep? Next { get; init; }

    [Description("The area that received the referral. Left out while nobody knows which it is.")]
    public ServiceInWords? Area { get; init; }

    [Description("The partner that has been asked to help, or whose place on the programme is offered.")]
    public PartnerInWords? Partner { get; init; }

    [Description("Services elsewhere that may help. Nothing has been passed on to them.")]
    public required IReadOnlyList<ServiceInWords> AlternativeAreas { get; init; }

    [Description("What to do now, when somebody may harm themselves or is in danger.")]
    public string? Urgent { get; init; }

    [Description("What we noticed about single fields. It stopped nothing.")]
    public required IReadOnlyList<NoteInWords> Notes { get; init; }
}

/// <summary>A reason: a code that stays the same, and words for people in the language said.</summary>
internal sealed record ReasonInWords(string Code, string Words, string Language);

/// <summary>A service of an area, and how to reach it.</summary>
internal sealed record ServiceInWords(string Code, string Name, string Service)
{
    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Web { get; init; }

    public static ServiceInWords Of(Areas.Contracts.Area area) => new(area.Code, area.Settings.Name, area.Settings.ServiceName)
    {
        Phone = area.Settings.Contact.Phone,
        Email = area.Settings.Contact.Email,
        Web = area.Settings.Contact.Web,
    };
}

/// <summary>A partner organisation.</summary>
internal sealed record PartnerInWords(string Code, string Name, string Service);

/// <summary>Something noticed about a field.</summary>
internal sealed record NoteInWords(string Field, string Code, string Words);
