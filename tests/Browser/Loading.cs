using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>
/// Does what leads to another page and waits until that is loaded. Playwright's own WaitForLoadStateAsync and WaitForURLAsync look first and listen then: an
/// event in between is lost, and they wait for ever.
/// </summary>
internal static class Loading
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    public static async Task LoadAsync(this IPage page, Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Done(object? sender, IPage of) => loaded.TrySetResult();
        page.Load += Done;
        try
        {
            await act();
            await loaded.Task.WaitAsync(Max);
        }
        finally
        {
            page.Load -= Done;
        }
    }
}
