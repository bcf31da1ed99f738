using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>The values of one message, written in its language: once for HTML, and once for plain text, where what runs the other way is fenced off.</summary>
internal sealed class MessageValues
{
    private MessageValues(TemplateValues html, TemplateValues text) => (Html, Text) = (html, text);

    public TemplateValues Html { get; }

    public TemplateValues Text { get; }

    /// <summary>Writes the values.</summary>
    /// <param name="wrong">The field whose value is not of its kind, if there is one.</param>
    public static MessageValues? Write(MessageToRender message, MessageType type, SenderDetails area, LanguageFacts language, out string? wrong)
    {
        var fields = TemplateFields.Of(type).All;
        var html = new TemplateValues(fields.Count + 2);
        TemplateValues? text = null;
        foreach (var field in fields)
        {
            if (FieldText.Write(field.Kind, OverridingNow(field, message, area), language) is not { } value)
            {
                wrong = field.Name;
                return null;
            }
            html.Set(field.Name, value);
            var fenced = FieldText.Isolate(field.Kind, value, language.RightToLeft);
            if (ReferenceEquals(fenced, value)) text?.Set(field.Name, value);
            else (text ??= new(html)).Set(field.Name, fenced);
        }
        wrong = null;
        return new(html, text ?? html);
    }

    /// <summary>Adds a list of phrases.</summary>
    public void Add(string name, IReadOnlyList<string> phrases)
    {
        Html.Set(name, phrases);
        Text.Set(name, phrases);
    }

    private static string OverridingNow(MessageField field, MessageToRender message, SenderDetails area) => field.Name switch
    {
        "serviceName" => area.ServiceName,
        "areaPhone" => area.Phone,
        "areaEmail" => area.Email,
        "areaWeb" => area.Web,
        "givenName" => message.Card?.GivenName ?? "",
        "fullName" => message.Card?.FullName ?? "",
        _ => message.Fields.GetValueOrDefault(field.Name) ?? "",
    };
}
