using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Something about a field that the sender should know, though it stopped nothing.</summary>
/// <param name="Field">The field's name as it was sent.</param>
/// <param name="Code">One of the codes below.</param>
internal sealed record InputWarning(string Field, string Code)
{
    public const string DirectionMarksRemoved = "direction-marks-removed";
    public const string NhsNumberDoesNotCheck = "nhs-number-does-not-check";
    public const string EmailMended = "email-mended";
    public const string PhoneNotReadable = "phone-not-readable";
    public const string PostcodeNotReadable = "postcode-not-readable";
    public const string PostcodeNotFound = "postcode-not-found";
    public const string PracticeNotFound = "practice-not-found";
    public const string NotKnown = "not-known";
    public const string AddressNotKnown = ContactNeed.AddressNotKnown;
    public const string AddressIncomplete = ContactNeed.AddressIncomplete;
    public const string AddressOfReferrer = ContactNeed.AddressOfReferrer;
    public const string LanguageNotWritten = ContactNeed.LanguageNotWritten;
    public const string BirthDateUnlikely = ContactNeed.BirthDateUnlikely;
    public const string HealthFromEmployer = "health-from-employer";
    public const string NeverRead = "never-read";
    public const string NoWayLeft = ContactNeed.NoWayLeft;
    public const string SharedMailbox = ContactNeed.SharedMailbox;

    /// <summary>The words, in the reader's language: about "you", or about the person where somebody else reads them.</summary>
    public Text In(ITexts texts, bool isAboutThem) => texts[isAboutThem && texts.Has($"notes.{Code}-them") ? $"notes.{Code}-them" : $"notes.{Code}"];
}
