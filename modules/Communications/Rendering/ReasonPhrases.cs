using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>Writes the text of a reason.</summary>
internal static class ReasonPhrases
{
    /// <summary>The text of a reason; null when there is none, or when it needs a value that the reason does not have.</summary>
    public static string? Write(ReasonWords words, Reason reason, LanguageFacts language, string serviceName, ScribanRenderer renderer)
    {
        if (words.Find(reason.Code) is not { } found) return null;
        if (found.Script is not { } script) return found.Source;

        var values = new TemplateValues(reason.Values.Count + 3);
        foreach (var (name, value) in reason.Values) values.Set(name, Isolated(value));
        if (!values.Contains("serviceName")) values.Set("serviceName", Isolated(serviceName));
        if (reason.Values.TryGetValue("limit", out var limit) && int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            values.Set("limitInWeeks", language.Write(new LengthOfTime(number, reason.Values.GetValueOrDefault("unit", "week"))));
        if (!values.Contains("exclusive")) values.Set("exclusive", "");
        return script.Fields.All(values.Contains) ? renderer.Render(script, values) : null;

        string Isolated(string value) =>
            FieldText.Isolate(FieldKind.Words, FieldText.Write(FieldKind.Words, value, language) ?? "", language.RightToLeft && !value.All(char.IsAsciiDigit));
    }
}
