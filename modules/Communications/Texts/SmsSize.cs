using System.Globalization;

namespace WorkWell.Communications.Texts;

/// <summary>The size of a text message, as networks charge it.</summary>
/// <param name="IsUnicode">False for GSM-7, true for UCS-2.</param>
/// <param name="Units">Septets or 16-bit units, depending on the encoding.</param>
/// <param name="Segments">The number of parts.</param>
internal sealed record SmsSize(bool IsUnicode, int Units, int Segments)
{
    /// <summary>Replaces curly quotes and dashes with plain ones if the text then fits GSM-7; otherwise leaves it unchanged.</summary>
    public static (string Text, SmsSize Size) Fit(string text)
    {
        if (!Gsm7.Holds(text) && Gsm7.Plain(text) is var plain && Gsm7.Holds(plain)) text = plain;
        return (text, Of(text));
    }

    /// <summary>Counts a text.</summary>
    public static SmsSize Of(string text) => Gsm7.Holds(text) ? InGsm7(text) : InUcs2(text);

    private static SmsSize InGsm7(string text)
    {
        var septets = 0;
        foreach (var c in text) septets += Gsm7.Septets(c);
        if (septets <= 160) return new(false, septets, 1);

        // Each part of a long message holds 153 septets, and a two-septet character cannot be split.
        int segments = 1, left = 153;
        foreach (var c in text)
        {
            var need = Gsm7.Septets(c);
            if (need > left) (segments, left) = (segments + 1, 153);
            left -= need;
        }
        return new(false, septets, segments);
    }

    private static SmsSize InUcs2(string text)
    {
        if (text.Length <= 70) return new(true, text.Length, 1);

        // Each part holds 67 units, and a surrogate pair cannot be split.
        int segments = 1, left = 67;
        for (var i = 0; i < text.Length; i++)
        {
            var need = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (need > left) (segments, left) = (segments + 1, 67);
            left -= need;
            i += need - 1;
        }
        return new(true, text.Length, segments);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Segments} x {(IsUnicode ? "UCS-2" : "GSM-7")} ({Units})");
}
