using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>A message's values in its language, for HTML and for plain text, where values in the other text direction are isolated.</summary>
internal sealed class MessageValues
{
    private MessageValues(TemplateValues html, TemplateValues text) => (Html, Text) = (html, text);

    public TemplateValues Html { get; }

    public TemplateValues Text { get; }

    /// <summary>Writes the values.</summary>
    /// <param name="wrong">The field with an invalid value, if any.</param>
    public static MessageValues? Write(MessageToRender message, MessageType type, SenderDetails sender, LanguageFacts language, out string? wrong)
    {
        var fields = TemplateFields.Of(type).All;
        var html = new TemplateValues(fields.Count + 2);
        TemplateValues? text = null;
        foreach (var field in fields)
        {
            if (FieldText.Write(field.Kind, ValueOf(field, message, sender), language) is not { } value)
            {
                wrong = field.Name;
                return null;
            }
            html.Set(field.Name, value);
            var isolated = FieldText.Isolate(field.Kind, value, language.RightToLeft);
            if (ReferenceEquals(isolated, value)) text?.Set(field.Name, value);
            else (text ??= new(html)).Set(field.Name, isolated);
        }
        wrong = null;
        return new(html, text ?? html);
    }

    /// <summary>Adds a list.</summary>
    public void Add(string name, IReadOnlyList<string> phrases)
    {
        Html.Set(name, phrases);
        Text.Set(name, phrases);
    }

    private static string ValueOf(MessageField field, MessageToRender message, SenderDetails sender) => field.Name switch
    {
        "serviceName" => sender.ServiceName,
        "areaPhone" => sender.Phone,
        "areaEmail" => sender.Email,
        "areaWeb" => sender.Web,
        "givenName" => message.Card?.GivenName ?? "",
        "fullName" => message.Card?.FullName ?? "",
        _ => message.Fields.GetValueOrDefault(field.Name) ?? "",
    };
}
