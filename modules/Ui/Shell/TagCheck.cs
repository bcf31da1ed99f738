using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Razor.Runtime.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WorkWell.Ui.Shell;

/// <summary>
/// Finds tags in compiled pages that lack a <c>required</c> property, such as a field without a label. The framework creates tags by reflection, so the
/// compiler cannot check this; the method bodies of the compiled pages are read instead.
/// </summary>
internal static class TagCheck
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    /// <summary>One line for each incomplete tag.</summary>
    public static IReadOnlyList<string> Check(Assembly assembly) =>
        [.. assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
        .SelectMany(item => MethodsOf(item.Type).SelectMany(method => Check(item.Identifier, method)))];

    private static IEnumerable<MethodInfo> MethodsOf(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetMethods(Own).Concat(type.GetNestedTypes(Own).SelectMany(MethodsOf));
    }

    // A page creates a tag, sets its properties and runs it, in this order without interruption; the tag's content is a separate method.
    private static IEnumerable<string> Check(string page, MethodInfo method)
    {
        var made = new List<(Type Tag, HashSet<string> Lacks)>();
        foreach (var called in Calls(method))
        {
            if (called is { Name: "CreateTagHelper", IsGenericMethod: true })
            {
                var tag = called.GetGenericArguments()[0];
                made.Add((tag, [.. Required(tag)]));
            }
            else if (called.Name.StartsWith("set_", StringComparison.Ordinal))
            {
                foreach (var (tag, lacks) in made) if (called.DeclaringType!.IsAssignableFrom(tag)) lacks.Remove(called.Name[4..]);
            }
            else if (called.Name == nameof(TagHelperRunner.RunAsync) && called.DeclaringType == typeof(TagHelperRunner))
            {
                foreach (var (tag, lacks) in made)
                    foreach (var property in lacks.Order(StringComparer.Ordinal)) yield return $"{page}: <{NameOf(tag)}> has no {property.ToLowerInvariant()}.";
                made.Clear();
            }
        }
    }

    private static IEnumerable<string> Required(Type tag) =>
        tag.GetProperties().Where(property => property.IsDefined(typeof(RequiredMemberAttribute), inherit: true)).Select(property => property.Name);

    private static string NameOf(Type tag) => tag.GetCustomAttribute<HtmlTargetElementAttribute>()?.Tag ?? tag.Name;

    private static IEnumerable<MethodBase> Calls(MethodInfo method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++] is var first && first == 0xFE ? (short)(0xFE00 | code[at++]) : first;
            var operation = Codes[value];
            if (operation.OperandType is OperandType.InlineMethod)
                yield return method.Module.ResolveMethod(BitConverter.ToInt32(code, at), typeArguments, null)!;
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
