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

    public string Words => Code switch
    {
        DirectionMarksRemoved => "We took out hidden marks that turn the direction of text.",
        NhsNumberDoesNotCheck => "This NHS number does not pass its check. We kept it as you gave it.",
        EmailMended => "We changed signs that e-mail addresses cannot have. Check the address.",
        PhoneNotReadable => "We could not read this as a phone number. We kept it as you gave it.",
        PostcodeNotReadable => "This does not look like a postcode. We kept it as you gave it and will ask.",
        PostcodeNotFound => "We could not find this postcode. We kept it as you gave it and will ask.",
        PracticeNotFound => "We could not find this GP practice. We kept it as you gave it and will ask.",
        _ => throw new InvalidOperationException($"There are no words for the note '{Code}'."),
    };
}
