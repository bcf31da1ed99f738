using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>Puts a reason into words.</summary>
internal static class ReasonPhrases
{
    /// <summary>A reason in words; null when there are none for it, or when they mention a value that did not come with it.</summary>
    public static string? Write(ReasonWords words, Reason reason, LanguageFacts language, string serviceName, ScribanRenderer renderer)
    {
        if (words.Find(reason.Code) is not { } found) return null;
        if (found.Script is not { } script) return found.Source;

        var values = new TemplateValues(reason.Values.Count + 2);
        foreach (var (name, value) in reason.Values) values.Set(name, Fenced(value));
        if (!values.Contains("serviceName")) values.Set("serviceName", Fenced(serviceName));
        if (reason.Values.TryGetValue("limit", out var limit) && int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            values.Set("limitInWeeks", language.Write(new LengthOfTime(number, "week")));
        return script.Fields.All(values.Contains) ? renderer.Render(script, values) : null;

        string Fenced(string value) =>
            FieldText.Isolate(FieldKind.Words, FieldText.Write(FieldKind.Words, value, language) ?? "", language.RightToLeft && !value.All(char.IsAsciiDigit));
    }
}
