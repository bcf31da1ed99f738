using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// A tag that renders a part. <c>id</c>, <c>class</c> and unknown attributes are added to the part's element. A <c>required</c> property must be set wherever
/// the tag is used; otherwise the host does not start.
/// </summary>
public abstract class PartTag : TagHelper
{
    /// <summary>The view context.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private protected ITexts T => ViewContext.HttpContext.RequestServices.GetRequiredService<ITexts>();

    private protected PageFrame Frame => ViewContext.HttpContext.RequestServices.GetRequiredService<PageFrame>();

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Begin(context);
        var content = await output.GetChildContentAsync();
        var part = Make(content.IsEmptyOrWhiteSpace ? null : content);
        output.TagName = null;
        output.Content.SetHtmlContent(part with
        {
            Id = output.Attributes["id"]?.Value?.ToString() ?? part.Id,
            Classes = ClassNames.Join(part.Classes, output.Attributes["class"]?.Value?.ToString()),
            Attributes = Further(part, output.Attributes),
        });
        output.Attributes.Clear();
    }

    /// <summary>Prepares the context for the tags inside.</summary>
    private protected virtual void Begin(TagHelperContext context)
    {
    }

    /// <summary>Creates the part after the tags inside have run.</summary>
    private protected abstract Part Make(IHtmlContent? content);

    private static Dictionary<string, string?> Further(Part part, TagHelperAttributeList attributes)
    {
        var further = new Dictionary<string, string?>(part.Attributes);
        foreach (var attribute in attributes)
        {
            if (attribute.Name is not ("id" or "class"))
                further[attribute.Name] = attribute.ValueStyle is HtmlAttributeValueStyle.Minimized ? "" : attribute.Value?.ToString();
        }
        return further;
    }
}

/// <summary>A tag inside another, such as a row of a list. It writes no output itself.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
public abstract class ItemTag<T> : TagHelper
    where T : class
{
    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        if (!context.Items.TryGetValue(typeof(T), out var list) || list is not List<T> items)
            throw new InvalidOperationException($"<{context.TagName}> is not inside its parent tag. Put it there.");
        items.Add(Make(content.IsEmptyOrWhiteSpace ? null : content));
        output.SuppressOutput();
    }

    private protected abstract T Make(IHtmlContent? content);

    internal static List<T> Gather(TagHelperContext context)
    {
        var items = new List<T>();
        context.Items[typeof(T)] = items;
        return items;
    }
}
