using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>Renders a template with sample values when its file is read, so that errors show before a message is due.</summary>
internal static class MessageRehearsal
{
    /// <summary>The error that would stop the message, in a sentence, or null.</summary>
    public static string? FindError(TemplateFile file)
    {
        try
        {
            return FindError(file, withOptional: true) ?? FindError(file, withOptional: false);
        }
        catch (RenderRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static string? FindError(TemplateFile file, bool withOptional)
    {
        var fields = TemplateFields.Of(file.Type);
        var values = new TemplateValues(fields.All.Count + fields.Lists.Count);
        foreach (var field in fields.All) values.Set(field.Name, withOptional || !field.IsOptional ? field.Sample : "");
        foreach (var list in fields.Lists) values.Set(list, withOptional ? ["A reason or a piece of advice."] : Array.Empty<string>());

        var renderer = ScribanRenderer.OfThisThread;
        if (file.Subject is { } subject && string.IsNullOrWhiteSpace(renderer.Render(subject, values))) return "The subject would be empty.";
        var text = renderer.Render(file.Body, values, escapesHtml: file.Part == TemplatePart.EmailHtml);
        if (string.IsNullOrWhiteSpace(text))
            return withOptional ? "The message would be empty." : "The message would be empty where nothing is known but what every message has.";
        if (file.Part != TemplatePart.Sms) return null;
        var parts = SmsSize.Fit(text.TrimEnd('\n')).Size.Segments;
        return parts > MessageRenderer.MaxSegments ? $"The text message would take {parts} parts; {MessageRenderer.MaxSegments} are the most." : null;
    }
}
