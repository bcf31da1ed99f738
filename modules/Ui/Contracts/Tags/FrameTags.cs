using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// A page's content. It gives the layout the title and back link, puts the error summary first and limits the line length. A page without it has no title and
/// fails.
/// </summary>
[HtmlTargetElement("ww-page")]
public sealed class PageTag : PartTag
{
    /// <summary>The title in the browser's tab. It must not contain personal data, since it stays in the browser's history.</summary>
    public required Text Title { get; set; }

    /// <summary>The address of the back link.</summary>
    public string? Back { get; set; }

    /// <summary>The menu, if any.</summary>
    public HeaderNavigation? Navigation { get; set; }

    /// <summary>The width of the content.</summary>
    public GridWidth Width { get; set; } = GridWidth.TwoThirds;

    private protected override void Begin(TagHelperContext context)
    {
        Frame.Title = Title;
        Frame.Back = Back;
        Frame.Navigation = Navigation;
    }

    // The fields inside have been processed, so the summary can link to them.
    private protected override Part Make(IHtmlContent? content) => new Column(Width, Frame.Summary(ViewContext.ModelState), content);

    private sealed record Column(GridWidth Width, ErrorSummary? Errors, IHtmlContent? Content) : Part
    {
        private protected override void Write(Markup html)
        {
            html.Open("div", ("class", "nhsuk-grid-row"));
            html.Open("div", this, "nhsuk-grid-column-" + ClassNames.Of(Width));
            html.Write(Errors);
            html.Write(Content);
            html.Close("div");
            html.Close("div");
        }
    }
}

/// <summary>
/// A form with antiforgery protection and without browser validation. It keeps its answers when the language changes, and ends with "Continue" unless
/// <c>button</c> overrides it.
/// </summary>
[HtmlTargetElement("ww-form")]
public sealed class FormTag : PartTag
{
    private const string FormId = "answers";

    /// <summary>The address the form is sent to; null for this page.</summary>
    public string? Action { get; set; }

    /// <summary>The text of the button; null for "Continue".</summary>
    public Text? Button { get; set; }

    /// <summary>Whether the form contains its own buttons.</summary>
    [HtmlAttributeName("own-buttons")]
    public bool OwnButtons { get; set; }

    /// <summary>Whether the form uploads files.</summary>
    public bool Files { get; set; }

    private protected override Part Make(IHtmlContent? content)
    {
        var http = ViewContext.HttpContext;
        Frame.Form ??= FormId;
        var token = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        var button = OwnButtons ? null : new Button { Text = Button ?? T["common.continue"], PreventDoubleClick = true };
        var mark = http.Features.Get<StaffFrame>()?.MarkForm(Frame.Title?.Value ?? "");
        return new Form(Action ?? SwitchAddress.Without(http.Request), Files, token, mark, content, button) { Id = FormId };
    }

    private sealed record Form(string Action, bool Files, AntiforgeryTokenSet Token, string? Mark, IHtmlContent? Content, Button? Button) : Part
    {
        private protected override void Write(Markup html)
        {
            html.Open("form", this, "", ("method", "post"), ("action", Action), ("novalidate", ""), ("enctype", Files ? "multipart/form-data" : null));
            html.Open("input", ("type", "hidden"), ("name", Token.FormFieldName), ("value", Token.RequestToken));
            if (Mark is not null) html.Open("input", ("type", "hidden"), ("name", StaffFrame.MarkField), ("value", Mark));
            html.Write(Content);
            html.Write(Button);
            html.Close("form");
        }
    }
}

/// <summary>What somebody who is not safe needs help with.</summary>
public enum SafetyConcern
{
    /// <summary>Not known: all advice is shown.</summary>
    Any,

    /// <summary>They may hurt themselves.</summary>
    SelfHarm,

    /// <summary>Somebody else is a danger to them.</summary>
    OtherPerson,
}

/// <summary>How a page words its advice in danger.</summary>
/// <param name="Level">The heading level.</param>
/// <param name="IsForReferrer">Whether the reader is not the person in danger.</param>
public sealed record SafetyAdvice(int Level, bool IsForReferrer)
{
    /// <summary>The key of a text as this reader reads it.</summary>
    /// <param name="key">The key of the text for the person in danger.</param>
    /// <returns>A text key.</returns>
    public string For(string key) => IsForReferrer ? key + "-them" : key;
}

/// <summary>
/// Emergency advice in the reader's language: 999, NHS 111 and Samaritans for somebody who may hurt themselves; a silent call to 999, texts, sign language and
/// the National Domestic Abuse Helpline for somebody whom another person puts in danger.
/// </summary>
[HtmlTargetElement("ww-safety")]
public sealed class SafetyTag(IHtmlHelper html) : TagHelper
{
    /// <summary>The view context.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The heading level.</summary>
    public int Level { get; set; } = 2;

    /// <summary>Which advice to show.</summary>
    public SafetyConcern Concern { get; set; }

    /// <summary>Whether the reader refers somebody else.</summary>
    [HtmlAttributeName("for-referrer")]
    public bool IsForReferrer { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "workwell-safety");
        output.Content.Clear();
        var advice = new SafetyAdvice(Level, IsForReferrer);
        if (Concern != SafetyConcern.OtherPerson) output.Content.AppendHtml(await html.PartialAsync("/Features/Shared/SafetyBlock.cshtml", advice));
        if (Concern != SafetyConcern.SelfHarm) output.Content.AppendHtml(await html.PartialAsync("/Features/Shared/DangerBlock.cshtml", advice));
    }
}

/// <summary>All errors of the form, above it. <c>ww-page</c> adds it automatically.</summary>
[HtmlTargetElement("nhs-error-summary")]
public sealed class ErrorSummaryTag : PartTag
{
    private protected override Part Make(IHtmlContent? content) => Frame.Summary(ViewContext.ModelState) ?? (Part)new Bare();
}

/// <summary>The page header with the service's name, used by the layout.</summary>
[HtmlTargetElement("nhs-header")]
public sealed class HeaderTag : PartTag
{
    private protected override Part Make(IHtmlContent? content)
    {
        var service = T["common.service"];
        return new Header
        {
            Logo = new HeaderLogo { AriaLabel = T["common.home", ("service", "NHS " + service.Value)] },
            Service = new HeaderService { Text = service, Href = "/" },
            Navigation = Frame.Navigation,
        };
    }
}

/// <summary>The page footer, used by the layout.</summary>
[HtmlTargetElement("nhs-footer")]
public sealed class FooterTag : PartTag
{
    private protected override Part Make(IHtmlContent? content) => new Footer
    {
        Meta = new FooterMeta
        {
            VisuallyHiddenText = T["common.footer-links"],
            Items =
            [
                new FooterLink { Text = T["common.urgent-help"], Href = "/help-now" },
                .. new[] { "contact", "privacy", "accessibility", "cookies" }.Select(name =>
                    new FooterLink { Text = T[$"common.footer-{name}"], Href = PageArea.AddressOf(ViewContext.ViewData, name) }),
            ],
            Text = T["common.footer-about"],
        },
        Copyright = new Copyright(),
    };
}

/// <summary>URLs for changing the language of the current page.</summary>
internal static class SwitchAddress
{
    /// <summary>The current page in another language.</summary>
    public static string To(HttpRequest request, Language language) => Build(request, new KeyValuePair<string, string>(LanguageCookie.Parameter, language.Tag));

    /// <summary>The current page without a language in its URL.</summary>
    public static string Without(HttpRequest request) => Build(request);

    private static string Build(HttpRequest request, params KeyValuePair<string, string>[] further)
    {
        var query = request.Query.Where(pair => pair.Key != LanguageCookie.Parameter)
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        return request.PathBase + request.Path + new QueryBuilder(query.Concat(further)).ToQueryString();
    }
}
