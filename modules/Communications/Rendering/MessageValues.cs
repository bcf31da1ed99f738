using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;

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

    /// <summary>The person's name as letters and headers may carry it; empty where it is none.</summary>
    public static string FullName(ContactDetails? card) => FieldText.ForGreeting(card?.FullName, maxWords: 6);

    /// <summary>Whether the person can be greeted by name.</summary>
    public static bool HasName(MessageToRender message) => message.Card is null || (GivenName(message).Length > 0 && FullName(message.Card).Length > 0);

    private static string GivenName(MessageToRender message) => FieldText.ForGreeting(message.Card?.GivenName, maxWords: 4);

    private static string ValueOf(MessageField field, MessageToRender message, SenderDetails sender) => field.Name switch
    {
        "serviceName" => sender.ServiceName,
        "areaPhone" => sender.Phone,
        "areaEmail" => sender.Email,
        "areaWeb" => sender.Web,
        "areaContact" => sender.Contact,
        "areaStart" => sender.Start,
        "myReferral" => sender.MyReferral,
        "givenName" => GivenName(message),
        "fullName" => FullName(message.Card),
        _ => message.Fields.GetValueOrDefault(field.Name) ?? "",
    };
}
