using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>Renders parts of messages with the engine held to its limits. One serves a thread, over and over.</summary>
internal sealed class ScribanRenderer
{
    // Nothing is built in: no function, no include, no object of the host is within a template's reach.
    private static readonly ScriptObject NoFunctions = new() { IsReadOnly = true };

    [ThreadStatic]
    private static ScribanRenderer? ofThisThread;

    private readonly LimitedOutput output = new();
    private Context? forText;
    private Context? forHtml;

    /// <summary>The one of this thread.</summary>
    public static ScribanRenderer OfThisThread => ofThisThread ??= new();

    /// <summary>Renders one part of a message, or throws <see cref="RenderRefusedException"/>.</summary>
    public string Render(TemplateScript script, TemplateValues values, bool escapesHtml = false)
    {
        output.Clear();
        // To make a context takes longer than most messages do. It is used again only if nothing was left in it, and never after a message was refused.
        ref var kept = ref (escapesHtml ? ref forHtml : ref forText);
        var context = kept ?? new Context(escapesHtml);
        kept = null;
        context.PushOutput(output);
        context.PushGlobal(values);
        try
        {
            var text = script.Template.Render(context);
            context.PopGlobal();
            context.PopOutput();
            if (context.IsUnused) kept = context;
            return text;
        }
        catch (ScriptRuntimeException refused)
        {
            // Our own exceptions arrive inside the engine's.
            throw refused.InnerException as RenderRefusedException
                ?? new RenderRefusedException($"The message was refused by the template engine: {refused.OriginalMessage}");
        }
    }

    private sealed class Context : TemplateContext
    {
        private readonly bool escapesHtml;

        public Context(bool escapesHtml)
            : base(NoFunctions)
        {
            this.escapesHtml = escapesHtml;
            StrictVariables = true;
            EnableRelaxedMemberAccess = false;
            EnableRelaxedIndexerAccess = false;
            AutoIndent = false;
            NewLine = "\n";
            LoopLimit = RenderLimits.Loops;
            RecursiveLimit = 20;
            ObjectRecursionLimit = 2;
            // Beyond this the engine would cut the text short and go on; our output refuses it one character earlier. Zero would switch off another guard.
            LimitToString = RenderLimits.Output + 1;
        }

        /// <summary>Whether it is as it was when it was made.</summary>
        public bool IsUnused => Tags.Count == 0 && CachedTemplates.Count == 0 && GlobalCount == 1 && OutputCount == 1;

        // Every value comes this way and the template's own text another, so that no value can get past the escaping.
        public override TemplateContext Write(SourceSpan span, object? textAsObject) => textAsObject switch
        {
            null => this,
            string text => Write(escapesHtml ? HtmlEscaping.Escape(text) : text),
            _ => throw new RenderRefusedException("A template writes only text."),
        };
    }
}
