using System.Globalization;

namespace WorkWell.Communications.Texts;

/// <summary>How a text message is charged.</summary>
/// <param name="IsUnicode">False for GSM-7, true for UCS-2.</param>
/// <param name="Units">Septets or 16-bit units, as the encoding counts.</param>
/// <param name="Segments">How many parts it travels in.</param>
internal sealed record SmsSize(bool IsUnicode, int Units, int Segments)
{
    /// <summary>Makes a text fit for sending: in plain quotes and dashes where that alone lets it go as GSM-7, otherwise untouched.</summary>
    public static (string Text, SmsSize Size) Fit(string text)
    {
        if (!Gsm7.Holds(text) && Gsm7.Plain(text) is var plain && Gsm7.Holds(plain)) text = plain;
        return (text, Of(text));
    }

    /// <summary>Counts a text as it stands.</summary>
    public static SmsSize Of(string text) => Gsm7.Holds(text) ? InGsm7(text) : InUcs2(text);

    private static SmsSize InGsm7(string text)
    {
        var septets = 0;
        foreach (var c in text) septets += Gsm7.Septets(c);
        if (septets <= 160) return new(false, septets, 1);

        // In a long message each part holds 153 septets, and a two-septet letter moves to the next part as a whole.
        int segments = 1, room = 153;
        foreach (var c in text)
        {
            var need = Gsm7.Septets(c);
            if (need > room) (segments, room) = (segments + 1, 153);
            room -= need;
        }
        return new(false, septets, segments);
    }

    private static SmsSize InUcs2(string text)
    {
        if (text.Length <= 70) return new(true, text.Length, 1);

        // 67 units a part; a surrogate pair is never torn apart.
        int segments = 1, room = 67;
        for (var i = 0; i < text.Length; i++)
        {
            var need = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (need > room) (segments, room) = (segments + 1, 67);
            room -= need;
            i += need - 1;
        }
        return new(true, text.Length, segments);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Segments} x {(IsUnicode ? "UCS-2" : "GSM-7")} ({Units})");
}
