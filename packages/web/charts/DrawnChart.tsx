import { BoxplotChart, ScatterChart } from 'echarts/charts'
import { DataZoomComponent } from 'echarts/components'
import { use as register } from 'echarts/core'

export { default } from '../parts/Chart.tsx'

// What monitoring data need beside the bars and lines of the house.
register([BoxplotChart, ScatterChart, DataZoomComponent])
