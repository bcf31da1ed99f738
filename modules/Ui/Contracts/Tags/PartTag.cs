using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// A tag of a page that becomes a part. <c>id</c>, <c>class</c> and attributes it does not know go to the part's element. A property marked
/// <c>required</c> has to be written wherever the tag is: the host does not start otherwise.
/// </summary>
public abstract class PartTag : TagHelper
{
    /// <summary>The page.</summary>
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

    /// <summary>Puts what the tags inside need where they find it.</summary>
    private protected virtual void Begin(TagHelperContext context)
    {
    }

    /// <summary>Makes the part, once the tags inside have been read.</summary>
    private protected abstract Part Make(IHtmlContent? content);

    private static Dictionary<string, string?> Further(Part part, TagHelperAttributeList attributes)
    {
        var further = new Dictionary<string, string?>(part.Attributes);
        foreach (var attribute in attributes)
        {
            if (attribute.Name is not ("id" or "class")) further[attribute.Name] = attribute.ValueStyle is HtmlAttributeValueStyle.Minimized ? "" : attribute.Value?.ToString();
        }
        return further;
    }
}

/// <summary>A tag inside another, such as a row of a list. It writes nothing itself.</summary>
/// <typeparam name="T">What it becomes.</typeparam>
public abstract class ItemTag<T> : TagHelper
    where T : class
{
    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        if (!context.Items.TryGetValue(typeof(T), out var list) || list is not List<T> items) throw new InvalidOperationException($"<{context.TagName}> stands alone. Put it inside the tag it belongs to.");
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
