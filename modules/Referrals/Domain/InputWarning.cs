using WorkWell.Referrals.Contracts;

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

    public string Words => Code switch
    {
        DirectionMarksRemoved => "We took out hidden marks that turn the direction of text.",
        NhsNumberDoesNotCheck => "This NHS number does not pass its check. We kept it as you gave it.",
        EmailMended => "We changed signs that e-mail addresses cannot have. Check the address.",
        PhoneNotReadable => "We could not read this as a phone number. We kept it as you gave it.",
        PostcodeNotReadable => "This does not look like a postcode. We kept it as you gave it and will ask.",
        PostcodeNotFound => "We could not find this postcode. We kept it as you gave it and will ask.",
        PracticeNotFound => "We could not find this GP practice. We kept it as you gave it and will ask.",
        NotKnown => "This looks like a placeholder. We take it as not known.",
        AddressNotKnown => "We take this as not known, send nothing there, and will find another way to reach the person.",
        AddressIncomplete => "No letter can be delivered to this address: its last line is neither a UK postcode nor a country. We kept it and will ask.",
        AddressOfReferrer => "This is the referrer's own. We send nothing about the person there, and will find another way to reach the person.",
        LanguageNotWritten => "We cannot write in this language. We kept it and will arrange help.",
        BirthDateUnlikely => "Check the year: this is a child's date of birth. We kept it and will ask.",
        _ => throw new InvalidOperationException($"There are no words for the note '{Code}'."),
    };
}
