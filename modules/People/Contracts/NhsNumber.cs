namespace WorkWell.People.Contracts;

/// <summary>
/// An NHS number as given. A wrong check digit is a flag and never a refusal: official example files contain wrong ones, and a typing error
/// must not cost a person their referral.
/// </summary>
public sealed record NhsNumber
{
    private NhsNumber(string asGiven, string? digits, bool isValid)
    {
        AsGiven = asGiven;
        Digits = digits;
        IsValid = isValid;
    }

    /// <summary>The text as it was given.</summary>
    public string AsGiven { get; }

    /// <summary>Its ten digits; null where the text does not have ten.</summary>
    public string? Digits { get; }

    /// <summary>Whether the check digit fits.</summary>
    public bool IsValid { get; }

    /// <summary>The digits by which two people are likely to be one: none for a placeholder such as 0000000000.</summary>
    public string? ForMatching => Digits is not null && Digits.Any(digit => digit != Digits[0]) ? Digits : null;

    /// <summary>Reads a number.</summary>
    /// <param name="given">The text as given, with any spacing and in the digits of any script.</param>
    /// <returns>The number; null when nothing was given.</returns>
    public static NhsNumber? Read(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return null;
        var digits = AsciiDigits.Of(given, spacing: " -");
        return digits is { Length: 10 } ? new(given, digits, CheckDigitFits(digits)) : new(given, null, false);
    }

    private static bool CheckDigitFits(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++) sum += (digits[i] - '0') * (10 - i);
        var check = 11 - (sum % 11);
        return check != 10 && (check == 11 ? 0 : check) == digits[9] - '0';
    }
}
