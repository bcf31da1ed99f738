namespace WorkWell.Communications.Texts;

/// <summary>How a text message is charged.</summary>
/// <param name="IsUnicode">False for GSM-7, true for UCS-2.</param>
/// <param name="Units">Septets or 16-bit units, as the encoding counts.</param>
/// <param name="Segments">How many parts it travels in.</param>
internal sealed record SmsSize(bool IsUnicode, int Units, int Segments);
