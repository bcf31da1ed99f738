using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>Renders parts of messages with Scriban, within limits. Each thread reuses one.</summary>
internal sealed class ScribanRenderer
{
    // No built-ins: templates cannot reach functions, includes or objects of the host.
    private static readonly ScriptObject NoFunctions = new() { IsReadOnly = true };

    [ThreadStatic]
    private static ScribanRenderer? ofThisThread;

    private readonly LimitedOutput output = new();
    private Context? forText;
    private Context? forHtml;

    /// <summary>This thread's renderer.</summary>
    public static ScribanRenderer OfThisThread => ofThisThread ??= new();

    /// <summary>Renders one part of a message, or throws <see cref="RenderRefusedException"/>.</summary>
    public string Render(TemplateScript script, TemplateValues values, bool escapesHtml = false)
    {
        output.Clear();
        // Creating a context takes longer than rendering most messages. It is reused only if nothing is left in it, and never after a refused message.
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
            // The engine wraps our own exceptions.
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
            // Above this the engine truncates; our output refuses the message one character earlier. Zero would disable another check.
            LimitToString = RenderLimits.Output + 1;
        }

        /// <summary>Whether it is in its initial state.</summary>
        public bool IsUnused => Tags.Count == 0 && CachedTemplates.Count == 0 && GlobalCount == 1 && OutputCount == 1;

        // Only values are written here, not the template's own text, so no value can bypass the escaping.
        public override TemplateContext Write(SourceSpan span, object? textAsObject) => textAsObject switch
        {
            null => this,
            string text => Write(escapesHtml ? HtmlEscaping.Escape(text) : text),
            _ => throw new RenderRefusedException("A template writes only text."),
        };
    }
}
