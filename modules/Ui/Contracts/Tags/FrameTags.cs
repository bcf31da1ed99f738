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
/// All of a page's content: it gives the layout the title and the way back, puts the error summary first, and keeps lines short enough to read. A page
/// without it has no title and fails.
/// </summary>
[HtmlTargetElement("ww-page")]
public sealed class PageTag : PartTag
{
    /// <summary>The title, for the browser's tab. Never anything about the person reading: it stays in the browser's history.</summary>
    public required Text Title { get; set; }

    /// <summary>Where "back" leads.</summary>
    public string? Back { get; set; }

    /// <summary>The menu, on pages that have one.</summary>
    public HeaderNavigation? Navigation { get; set; }

    /// <summary>How much of the width the content takes.</summary>
    public GridWidth Width { get; set; } = GridWidth.TwoThirds;

    private protected override void Begin(TagHelperContext context)
    {
        Frame.Title = Title;
        Frame.Back = Back;
        Frame.Navigation = Navigation;
    }

    // The fields inside have been read by now, so the summary knows where to lead.
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
/// A form that asks: it cannot be forged from another place, checks nothing in the browser, keeps its answers when the language is changed, and ends with
/// "Continue" unless <c>button</c> says otherwise.
/// </summary>
[HtmlTargetElement("ww-form")]
public sealed class FormTag : PartTag
{
    private const string FormId = "answers";

    /// <summary>Where the answers are sent; null: to this page.</summary>
    public string? Action { get; set; }

    /// <summary>The words on the button; null: "Continue".</summary>
    public Text? Button { get; set; }

    /// <summary>Whether the buttons are written inside.</summary>
    [HtmlAttributeName("own-buttons")]
    public bool OwnButtons { get; set; }

    /// <summary>Whether files are sent.</summary>
    public bool Files { get; set; }

    private protected override Part Make(IHtmlContent? content)
    {
        var http = ViewContext.HttpContext;
        Frame.Form ??= FormId;
        var token = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        var button = OwnButtons ? null : new Button { Text = Button ?? T["common.continue"], PreventDoubleClick = true };
        return new Form(Action ?? SwitchAddress.Without(http.Request), Files, token, content, button) { Id = FormId };
    }

    private sealed record Form(string Action, bool Files, AntiforgeryTokenSet Token, IHtmlContent? Content, Button? Button) : Part
    {
        private protected override void Write(Markup html)
        {
            html.Open("form", this, "", ("method", "post"), ("action", Action), ("novalidate", ""), ("enctype", Files ? "multipart/form-data" : null));
            html.Open("input", ("type", "hidden"), ("name", Token.FormFieldName), ("value", Token.RequestToken));
            html.Write(Content);
            html.Write(Button);
            html.Close("form");
        }
    }
}

/// <summary>What to do now for someone who is in danger or may harm themselves: 999, NHS 111, Samaritans, in the reader's language.</summary>
[HtmlTargetElement("ww-safety")]
public sealed class SafetyTag(IHtmlHelper html) : TagHelper
{
    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The level of its headings.</summary>
    public int Level { get; set; } = 2;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "workwell-safety");
        output.Content.SetHtmlContent(await html.PartialAsync("/Features/Shared/SafetyBlock.cshtml", Level));
    }
}

/// <summary>Everything that is wrong with the form, above it. <c>ww-page</c> writes it by itself.</summary>
[HtmlTargetElement("nhs-error-summary")]
public sealed class ErrorSummaryTag : PartTag
{
    private protected override Part Make(IHtmlContent? content) => Frame.Summary(ViewContext.ModelState) ?? (Part)new Bare();
}

/// <summary>The head of a page, with the name of the service. The layout has it.</summary>
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

/// <summary>The foot of a page. The layout has it.</summary>
[HtmlTargetElement("nhs-footer")]
public sealed class FooterTag : PartTag
{
    private protected override Part Make(IHtmlContent? content) => new Footer
    {
        Meta = new FooterMeta
        {
            VisuallyHiddenText = T["common.footer-links"],
            Items = [new FooterLink { Text = T["common.urgent-help"], Href = "/help-now" }],
            Text = T["common.footer-about"],
        },
        Copyright = new Copyright(),
    };
}

/// <summary>Addresses for changing the language of the page being read.</summary>
internal static class SwitchAddress
{
    /// <summary>This page in another language.</summary>
    public static string To(HttpRequest request, Language language) => Build(request, new KeyValuePair<string, string>(LanguageCookie.Parameter, language.Tag));

    /// <summary>This page without a language in its address.</summary>
    public static string Without(HttpRequest request) => Build(request);

    private static string Build(HttpRequest request, params KeyValuePair<string, string>[] further)
    {
        var query = request.Query.Where(pair => pair.Key != LanguageCookie.Parameter).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        return request.PathBase + request.Path + new QueryBuilder(query.Concat(further)).ToQueryString();
    }
}
